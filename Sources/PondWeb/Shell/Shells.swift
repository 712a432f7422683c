import Hummingbird
import HummingbirdCore
package import PondCommunity
import PondCore
import PondPlatform
package import PondStore

/// What waits somewhere, for the numbers in navigation and tabs. Handed in, because the features that know are not
/// known here.
package struct ShellCounts: Sendable {
    /// Reports that nobody decided about.
    package let openReports: @Sendable (Standing) async throws -> Int
    /// Messages that the member has not read.
    package let unread: @Sendable (Standing) async throws -> Int

    package init(
        openReports: @escaping @Sendable (Standing) async throws -> Int,
        unread: @escaping @Sendable (Standing) async throws -> Int
    ) {
        self.openReports = openReports
        self.unread = unread
    }

    package static let none = ShellCounts(openReports: { _ in 0 }, unread: { _ in 0 })
}

/// Puts shells together: the brand, where one may go, what waits there.
package struct Shells: Sendable {
    private let database: Database
    private let counts: ShellCounts

    package init(_ database: Database, counts: ShellCounts = .none) {
        self.database = database
        self.counts = counts
    }

    /// The moment that pages tell times from.
    var now: Timestamp { database.clock.now() }

    /// The tabs of the member pages.
    enum Tab: String, Sendable {
        case home, chat, me
    }

    /// What changes how much is unread; `group.read` comes from the page itself.
    private static let unreadKinds = "message.posted group.read group.joined group.left group.removed"

    private struct Known: Sendable {
        let profile: CommunityProfile
        let memberName: String?
    }

    private func known(_ standing: Standing) async throws -> Known {
        let community = standing.community.id
        let member = standing.member
        return try await database.read { transaction in
            Known(
                profile: try transaction.profile(of: community),
                memberName: try member.map { try transaction.memberLine($0, in: community).displayName })
        }
    }

    /// Where a page's stream begins: not behind anything that the page shows, so it is asked for first. Nil for who is
    /// no member, because streams are for members.
    func stream(_ standing: Standing) async throws -> StreamPlace? {
        guard standing.member != nil else { return nil }
        let position = try await database.read { try $0.headPosition() }
        return StreamPlace(
            address: "/api/v1/communities/\(standing.community.id)/live", after: String(position))
    }

    /// The console's shell.
    /// - Parameter place: where in the navigation the page is; nil for one that stands beside all of it.
    func console(_ standing: Standing, _ place: ConsolePlace?, _ call: Call) async throws -> ConsoleShell {
        let known = try await known(standing)
        let language = call.visit.language
        let community = standing.community.id
        let reports = standing.allowsSomewhere(.reviewReports) ? try await counts.openReports(standing) : 0
        let sections = ConsolePlace.sections.map { section in
            NavigationSection(
                title: section.title.text(language),
                items: section.places.filter { standing.allowsSomewhere($0.permission) }.map {
                    item($0, community, place, reports: $0 == .reports ? reports : 0, language)
                })
        }
        return ConsoleShell(
            brandName: known.profile.community.name, sign: known.profile.sign,
            brandStyle: known.profile.styleAddress, homeAddress: ConsolePlace.entry.address(community),
            sections: sections.filter { !$0.items.isEmpty }, person: person(standing, known, language),
            memberAddress: "/c/\(community)", otherCommunities: "/console", here: call.here, back: nil, fresh: "",
            searchAddress: "/console/\(community)/search", searchText: "", stream: nil, toast: nil)
    }

    private func item(
        _ place: ConsolePlace, _ community: ID<Community>, _ current: ConsolePlace?, reports: Int,
        _ language: ReportLanguage
    ) -> NavigationItem {
        NavigationItem(
            address: place.address(community), isCurrent: place == current, key: place.key, icon: place.icon,
            title: place.title.text(language), count: reports > 0 ? NumberWords.count(reports) : nil,
            countLabel: Phrase("项待处理", "to do").text(language), isUrgent: reports > 0)
    }

    private func person(_ standing: Standing, _ known: Known, _ language: ReportLanguage) -> ShellPerson {
        let post = Post.allCases.first { standing.posts.contains($0) } ?? .member
        let name = known.memberName ?? Phrase("安装管理员", "Administrator").text(language)
        let portrait = Portrait(name: name, id: standing.member?.rawValue ?? 0)
        return ShellPerson(
            name: name, post: CommunityWords.name(of: post).text(language), tone: portrait.tone,
            initial: portrait.initial)
    }

    /// The member pages' shell.
    func member(_ standing: Standing, _ tab: Tab?, _ call: Call) async throws -> MemberShell {
        let community = standing.community.id
        let (profile, settings) = try await database.read {
            (try $0.profile(of: community), try $0.installationSettings())
        }
        let footer = FooterLinks(settings, call.visit.language)
        let isMember = standing.member != nil
        let unread = isMember ? try await counts.unread(standing) : 0
        return MemberShell(
            brandName: profile.community.name, sign: profile.sign, brandStyle: profile.styleAddress,
            homeAddress: "/c/\(community)",
            consoleAddress: standing.allowsSomewhere(.viewConsole) ? ConsolePlace.entry.address(community) : nil,
            searchAddress: nil, signInAddress: call.actor.person == nil ? SignInPlace.address(to: call.here) : nil,
            here: call.here, policies: footer.policies, filings: footer.filings, hasTabs: isMember,
            tabs: isMember ? tabs(community, tab, unread: unread, call.visit.language) : [],
            counts: isMember
                ? LiveCounts(
                    kinds: Self.unreadKinds, address: "/c/\(community)/tabs" + (tab.map { "?of=\($0.rawValue)" } ?? ""))
                : nil)
    }

    /// The shell of a page for somebody who is not inside; `profile` is the community's that it is about.
    func outside(_ profile: CommunityProfile?, _ call: Call) async throws -> MemberShell {
        let settings = try await database.read { try $0.installationSettings() }
        return .outside(profile, here: call.here, FooterLinks(settings, call.visit.language))
    }

    private func tabs(
        _ community: ID<Community>, _ current: Tab?, unread: Int, _ language: ReportLanguage
    ) -> [MemberTab] {
        func tab(_ tab: Tab, _ path: String, _ icon: String, _ title: Phrase, count: Int = 0) -> MemberTab {
            MemberTab(
                address: "/c/\(community)\(path)", isCurrent: tab == current, isPublish: false, icon: icon,
                title: title.text(language), count: count > 0 ? NumberWords.short(count) : nil,
                countLabel: Phrase("条未读", "unread").text(language))
        }
        return [
            tab(.home, "", "home", Phrase("首页", "Home")),
            tab(.chat, "/groups", "chat", Phrase("聊天", "Chat"), count: unread),
            tab(.me, "/me", "user", Phrase("我的", "Me")),
        ]
    }
}

/// Where guests sign in and come back from.
enum SignInPlace {
    static func address(to: String) -> String { "/sign-in?next=\(FormValues.encoded(to))" }
    /// For who is most likely new here.
    static func newcomers(to: String) -> String { "/sign-up?next=\(FormValues.encoded(to))" }
}

extension CommunityProfile {
    var sign: BrandSign {
        if !brand.mark.isEmpty { return BrandSign(picture: MarkRoutes.address(brand.mark, community.id)) }
        return brand.initials.isEmpty ? .pond : BrandSign(letters: brand.initials)
    }

    /// The colours of the brand as a style sheet; its address changes with each version.
    var styleAddress: String? {
        brand.hasColours ? "/communities/\(community.id)/brand.css?v=\(version)" : nil
    }
}

extension Call {
    /// This page's path and query, to come back to.
    var here: String { LocalPath.checked(visit.here) ?? "/" }
}
