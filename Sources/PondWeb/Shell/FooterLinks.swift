import PondPlatform

/// What the footer of every public page has to show: the policies, and the numbers under which the site is filed with
/// the authorities (互联网信息服务管理办法, article 12; 计算机信息网络国际联网安全保护管理办法, article 12).
struct FooterLinks: Sendable {
    let policies: [ShellLink]
    let filings: [ShellLink]

    private static let ministry = "https://beian.miit.gov.cn/"
    private static let police = "https://beian.mps.gov.cn/"

    init(_ settings: InstallationSettings, _ language: ReportLanguage) {
        policies = Policy.allCases.map {
            ShellLink(address: "/policies/\($0.rawValue)", title: $0.title.text(language))
        }
        filings = [(settings.icpNumber, Self.ministry), (settings.policeNumber, Self.police)]
            .filter { !$0.0.isEmpty }.map { ShellLink(address: $0.1, title: $0.0) }
    }
}
