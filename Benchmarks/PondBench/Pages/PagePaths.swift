import PondStore

/// The pages that are asked for, with what their addresses need from the database.
struct PagePaths {
    struct Path {
        let name: String
        /// Asked for in turn.
        let addresses: [String]
    }

    private static let words = ["手冲", "埃塞", "1230", "拼单 周末", "啡", "浅烘", "没有这个词", "中烘 快递"]
    private static let names = ["王", "小明", "4242", "建国", "李雅"]

    let all: [Path]

    init(_ database: Database, _ big: BigTown) async throws {
        let (community, group) = (big.town.community, big.groups[0])
        let some = try await database.read { transaction in
            try (0..<10).compactMap { part in
                let at = big.start + (big.end - big.start) / 10 * Int64(part)
                return try transaction.first(
                    """
                    SELECT at, id FROM timeline_entries WHERE community_id = \(community) AND group_id = \(group)
                        AND at >= \(at) ORDER BY at, id LIMIT 1
                    """
                ) { (at: $0.integer(0), id: $0.integer(1)) }
            }
        }
        let members = (0..<10).map { 1_000_001 + $0 * 9_999 }
        let console = "/console/\(community)"
        let rooms = "/c/\(community)/groups"
        func path(_ name: String, _ addresses: String...) -> Path { Path(name: name, addresses: addresses) }
        all = [
            path("today", console), path("today_people", "\(console)/today/people?from=2026-11-01&to=2026-11-20"),
            path("groups", "\(console)/groups"),
            Path(name: "room", addresses: big.groups.map { "\(console)/groups/\($0)" }),
            Path(name: "room_old", addresses: some.map { "\(console)/groups/\(group)?before=\($0.at)-\($0.id)" }),
            Path(name: "room_at", addresses: some.map { "\(console)/groups/\(group)?at=\($0.id)" }),
            Path(name: "chat_search", addresses: Self.words.map { "\(console)/groups/search?q=\(Self.encoded($0))" }),
            path("members", "\(console)/members"),
            Path(name: "members_search", addresses: Self.names.map { "\(console)/members?q=\(Self.encoded($0))" }),
            path("members_by_name", "\(console)/members?sort=name"),
            path("members_by_silence", "\(console)/members?sort=silent"),
            path("members_silent", "\(console)/members?silent=30"),
            path("members_joined", "\(console)/members?joined=7&origin=login"),
            path("members_of_group", "\(console)/members?group=\(big.groups[3])", "\(console)/members?group=\(group)"),
            path("members_former", "\(console)/members?state=former", "\(console)/members?post=owner"),
            path("members_last", "\(console)/members?after=1001-\(members[0])", "\(console)/members?sort=oldest"),
            Path(name: "member", addresses: members.map { "\(console)/members/\($0)" }),
            path("insight", "\(console)/insight"), path("audit", "\(console)/audit"),
            path("audit_action", "\(console)/audit?action=settings.changed", "\(console)/audit?actor=7"),
            path("invitations", "\(console)/invitations"), path("reports", "\(console)/reports"),
            path("exchange", "\(console)/exchange"), path("staff", "\(console)/settings/staff"),
            path("sessions", "/me/sessions"), path("home", "/c/\(community)"), path("chats", rooms),
            path("chat", "\(rooms)/\(group)"), path("directory", "/c/\(community)/members"),
            path("api_messages", "\(big.town.messagesPath)"),
            path("api_members", "/api/v1/communities/\(community)/members"),
        ]
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
