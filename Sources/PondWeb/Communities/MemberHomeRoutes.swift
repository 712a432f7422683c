import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform
import PondTalk

/// A community's front: the landing page for guests, 首页 and the directory for members, and the open door.
struct MemberHomeRoutes: Sendable {
    let profiles: CommunityProfiles
    let directory: MemberDirectory
    let members: Members
    let reading: ReadPositions
    let joining: Joining
    let shells: Shells
    let personName: PersonNames

    static let newcomerCount = 6
    static let pageCount = 40

    var routes: [Route] {
        [
            .page("/c/{community}", .inCommunity(.viewCommunity)) { call in
                let standing = try call.standing()
                return standing.member == nil
                    ? try await landing(call, standing, problem: nil, errors: [:], status: .ok)
                    : try await home(call, standing)
            },
            .page("/c/{community}/tabs", .inCommunity(.viewMembers), respond: tabs),
            .page("/c/{community}/members", .inCommunity(.viewMembers), respond: list),
            .form("/c/{community}/memberships", .inCommunity(.viewCommunity), respond: join),
        ]
    }

    /// The tabs as they are now, for a page that stays open: with what is unread.
    private func tabs(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let tab = call.query("of").flatMap(Shells.Tab.init)
        let page = TabsPage(
            frame: call.pages.frame(Phrase("首页", "Home"), call.visit),
            shell: try await shells.member(standing, tab, call))
        return try call.pages.response(page, template: "shell/tabs-page", call.visit)
    }

    // MARK: guests

    /// What stands in a tab before the community's name.
    private static func title(_ profile: CommunityProfile) -> Phrase {
        profile.brand.slogan.isEmpty ? Phrase("欢迎", "Welcome") : Phrase(same: profile.brand.slogan)
    }

    private func landing(
        _ call: Call, _ standing: Standing, problem: AppError?, errors: [String: String],
        status: HTTPResponse.Status
    ) async throws -> Response {
        let language = call.visit.language
        let profile = try await profiles.profile(standing)
        let facts = try await profiles.facts(standing)
        let sees = profile.settings.guestsSee
        let name = try await personName.name(call.actor)
        let removal = try await joining.refusal(of: standing)
        let base = "/c/\(standing.community.id)"
        let showsPositioning = sees.contains(.positioning)
        let page = CommunityLandingPage(
            frame: call.pages.frame(Self.title(profile), call.visit),
            shell: try await shells.member(standing, nil, call), name: profile.community.name,
            slogan: profile.brand.slogan.isEmpty ? nil : profile.brand.slogan,
            kind: showsPositioning ? profile.positioning.kind.map { CommunityWords.name(of: $0).text(language) } : nil,
            promises: profile.promises(language),
            portrait: showsPositioning && !profile.positioning.portrait.isEmpty ? profile.positioning.portrait : nil,
            tags: showsPositioning ? profile.positioning.valueTags : [],
            memberCount: sees.contains(.numbers) ? NumberWords.count(profile.memberCount) : nil,
            groupCount: sees.contains(.numbers) ? NumberWords.count(facts.groupCount) : nil,
            newcomerCount: sees.contains(.numbers) ? NumberWords.count(facts.newcomerCount) : nil,
            newcomers: sees.contains(.newcomers) ? facts.newcomers.map { Portrait(name: $0.name, id: $0.id) } : [],
            isOpen: profile.settings.door == .open, isSignedIn: call.actor.person != nil,
            signInAddress: SignInPlace.address(to: base), joinAction: "\(base)/memberships",
            joinName: call.values.text("name") ?? name, code: call.values["code"],
            isRemoved: removal != nil, problem: (removal ?? problem)?.wording.text(language), errors: errors)
        return try call.pages.response(page, template: "communities/landing", call.visit, status: status)
    }

    private func join(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        do {
            if standing.member == nil, let code = call.values.text("code") {
                guard let code = InvitationCode.read(code) else { throw AppError(.invitationNotFound) }
                return .seeOther("/i/\(code)")
            }
            let joined = try await joining.join(standing, name: call.values["name"])
            return .seeOther(MembershipRoutes.welcomeAddress(joined))
        } catch let error as AppError where standing.member == nil && Self.isToldHere(error) {
            return try await landing(
                call, standing, problem: error.code == .fieldsInvalid ? nil : error,
                errors: error.texts(call.visit.language), status: error.kind.status)
        }
    }

    private static func isToldHere(_ error: AppError) -> Bool {
        [.fieldsInvalid, .invitationNeeded, .invitationNotFound, .memberRemoved].contains(error.code)
    }

    // MARK: members

    private func home(_ call: Call, _ standing: Standing) async throws -> Response {
        let language = call.visit.language
        let profile = try await profiles.profile(standing)
        let own = try await members.own(as: standing)
        let mine = try await reading.overview(of: standing).filter {
            $0.group.membership != nil && $0.group.settings.archivedAt == nil
        }
        let rows = GroupRowWriter(side: .member, now: shells.now, language: language).rows(mine)
        let newest = try await directory.page(
            MemberFilter(origin: nil), countMax: Self.newcomerCount, as: standing
        ).lines
        let words = ListWords(standing, call, now: shells.now)
        let base = "/c/\(standing.community.id)"
        let page = CommunityHomePage(
            frame: call.pages.frame(Phrase("首页", "Home"), call.visit),
            shell: try await shells.member(standing, .home, call), name: profile.community.name,
            slogan: profile.brand.slogan.isEmpty ? nil : profile.brand.slogan,
            greeting: Phrase("你好，\(own.line.displayName)", "Hello, \(own.line.displayName)").text(language),
            ordinal: MemberWords.ordinalMember(own.line.number).text(language),
            isWelcome: call.query("welcome") != nil, next: Self.next(rows, language),
            memberCount: NumberWords.people(profile.memberCount).text(language),
            groups: rows, hasGroups: !rows.isEmpty,
            newcomers: newest.map { MemberRow($0, address: "\(base)/members?q=\($0.number)", words) },
            hasNewcomers: newest.count > 1, directory: "\(base)/members", tags: profile.positioning.valueTags,
            meAddress: "\(base)/me", introduces: own.introduction.isEmpty)
        return try call.pages.response(page, template: "communities/home", call.visit)
    }

    /// Where the newest unread line is; else where something was said last.
    private static func next(_ rows: [GroupRow], _ language: ReportLanguage) -> CommunityHomePage.NextStep? {
        guard let row = rows.first(where: { $0.isMentioned }) ?? rows.first(where: { $0.unread != nil }) ?? rows.first
        else { return nil }
        let title =
            row.isMentioned
            ? Phrase("去看谁提到了你", "See who mentioned you")
            : row.unread.map { Phrase("去看 \($0) 条新消息", "See what is new (\($0))") }
                ?? Phrase("去「\(row.name)」聊聊", "Chat in \(row.name)")
        return .init(title: title.text(language), address: row.address)
    }

    private func list(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let language = call.visit.language
        let asked = MemberFilterQuery { name in ["q", "sort", "after"].contains(name) ? call.query(name) : nil }
        let page = try await directory.page(
            asked.filter, after: asked.after, countMax: Self.pageCount, as: standing)
        let count = try await directory.count(asked.filter, as: standing)
        let words = ListWords(standing, call, now: shells.now)
        let base = "/c/\(standing.community.id)/members"
        let query = MemberFilterQuery.text(asked.filter)
        let offered: [MemberFilter.Sort] = [.newest, .oldest, .name, .spoke]
        let shown = CommunityDirectoryPage(
            frame: call.pages.frame(Phrase("成员", "Members"), call.visit),
            shell: try await shells.member(standing, .home, call), text: asked.filter.text ?? "", address: base,
            count: MemberWords.fitting(count).text(language),
            rows: page.lines.map { MemberRow($0, address: "\(base)?q=\($0.number)", words) },
            isEmpty: page.lines.isEmpty,
            next: page.next.map {
                "\(base)?\(query.isEmpty ? "" : query + "&")after=\(FormValues.encoded($0.description))"
            },
            sorts: offered.map {
                FormChoice($0.rawValue, MemberWords.name(of: $0).text(language), isChosen: asked.filter.sort == $0)
            })
        return try call.pages.response(shown, template: "communities/directory", call.visit)
    }
}
