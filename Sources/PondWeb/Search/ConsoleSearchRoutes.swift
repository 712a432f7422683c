import Hummingbird
import PondCommunity
import PondCore
import PondTalk

/// `/console/{community}/search`: what the field at the head of every page finds, members and messages, the first few
/// of each with a link to all.
struct ConsoleSearchRoutes: Sendable {
    static let shownMax = 8

    let directory: MemberDirectory
    let search: MessageSearch
    let shells: Shells

    var routes: [Route] {
        [.page("/console/{community}/search", .somewhereInCommunity(.viewConsole), respond: show)]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let language = call.visit.language
        let text = call.query("q") ?? ""
        let filter = MemberFilterQuery { $0 == "q" ? text : nil }.filter
        let isAsked = !text.allSatisfy(\.isWhitespace)
        let members = ConsolePlace.members.address(standing.community.id)
        let groups = ConsolePlace.groups.address(standing.community.id)
        let encoded = FormValues.encoded(text)
        let people =
            isAsked && standing.allows(.viewMembers)
            ? try await directory.page(filter, countMax: Self.shownMax, as: standing).lines : []
        let count = people.isEmpty ? nil : try await directory.count(filter, as: standing)
        let found = isAsked ? try await search.find(text, as: standing, countMax: Self.shownMax) : nil
        let words = ListWords(standing, call, now: shells.now)
        let maySee = standing.allowsSomewhere(.viewMemberDetails)
        let page = ConsoleSearchPage(
            frame: call.pages.frame(Phrase("搜索", "Search"), call.visit),
            shell: try await shells.console(standing, nil, call).with(searchText: text), isAsked: isAsked,
            members: people.map {
                ConsoleSearchPage.Person(MemberRow($0, address: "\(members)/\($0.id)", words), maySee)
            },
            hasMembers: !people.isEmpty,
            allMembers: count.map { count in
                ShellLink(
                    address: "\(members)?q=\(encoded)",
                    title: Phrase(
                        "全部 \(MemberWords.fitting(count).chinese)", "All \(MemberWords.fitting(count).english)"
                    ).text(language))
            },
            found: (found?.found ?? []).compactMap { FoundRow($0, query: text, groups: groups, words) },
            hasFound: found?.found.isEmpty == false, allFound: "\(groups)/search?q=\(encoded)")
        return try call.pages.response(page, template: "search/show", call.visit)
    }
}

/// `search/show`: members and messages that fit.
struct ConsoleSearchPage: Sendable {
    struct Person: Sendable {
        let row: MemberRow
        /// Nil for who may not see members one by one.
        let address: String?

        init(_ row: MemberRow, _ maySee: Bool) {
            self.row = row
            address = maySee ? row.address : nil
        }
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let isAsked: Bool
    let members: [Person]
    let hasMembers: Bool
    let allMembers: ShellLink?
    let found: [FoundRow]
    let hasFound: Bool
    let allFound: String
}
