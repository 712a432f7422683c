import PondCore
import PondPlatform

/// What stands around every page: the head, the switches for language and theme, the footer.
struct PageFrame: Sendable {
    let title: String
    let htmlLanguage: String
    let isChinese: Bool
    /// `light` or `dark` where the visitor chose; nil follows their system. (An empty text would count as true.)
    let theme: String?
    let isDark: Bool
    let consoleStyle: String
    let memberStyle: String
    /// Beside the console's, on pages that show a checkup.
    let insightStyle: String
    /// A page has one of the four scripts; the others hold the kernel too.
    let kernel: String
    let chatScript: String
    let consoleScript: String
    let consoleChatScript: String
    let icons: String
    let mark: String
    let formToken: String
    /// Different in each page that is written, so that a form sent twice is carried out once.
    let formKey: String
    let sourceURL: String
    let version: String
    let isSignedIn: Bool

    init(title: Phrase, visit: Visit, assets: AssetStore, configuration: WebConfiguration) {
        self.title = title.text(visit.language)
        htmlLanguage = visit.language.htmlCode
        isChinese = visit.language == .chinese
        theme = visit.theme == .system ? nil : visit.theme.rawValue
        isDark = visit.theme == .dark
        consoleStyle = assets.address("console.css")
        insightStyle = assets.address("insight.css")
        memberStyle = assets.address("member.css")
        kernel = assets.address("kernel.js")
        chatScript = assets.address("chat.js")
        consoleScript = assets.address("console.js")
        consoleChatScript = assets.address("console-chat.js")
        icons = assets.address("icons.svg")
        mark = assets.address("mark.svg")
        formToken = visit.formToken
        formKey = RandomToken.make()
        sourceURL = configuration.sourceURL
        version = configuration.version
        isSignedIn = visit.actor.person != nil
    }
}
