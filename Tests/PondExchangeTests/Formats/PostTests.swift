import PondCore
import PondExchange
import Testing

@Suite("Posts and system lines that formats carry beside the wording")
struct PostTests {
    private static func post(_ account: String?, _ name: String, _ role: ChatPerson.Role) -> ChatPerson {
        ChatPerson(accountID: account, name: name, role: role, isListed: false)
    }

    @Test("QQ's marks in front of names give the owner and administrators once, and no member list")
    func qqPosts() throws {
        let lines = ["【群主】何以棠(100001)", "【管理员】【话唠】阿泽(100002)", "【潜水】小满(100003)", "【群主】何以棠(100001)"]
        let text = lines.enumerated().map { "2024-05-01 9:3\($0):00 \($1)\n早\n\n" }.joined()
        let reading = try Reading(text: text)
        #expect(reading.senders == ["何以棠", "阿泽", "小满", "何以棠"])
        #expect(reading.people == [Self.post("100001", "何以棠", .owner), Self.post("100002", "阿泽", .admin)])
    }

    @Test("A QQ administrator who becomes the owner is told again")
    func qqNewOwner() throws {
        let reading = try Reading(
            text: "2024-05-01 9:30:00 【管理员】阿泽(100002)\n早\n\n2024-05-02 9:30:00 【群主】阿泽(100002)\n早\n\n")
        #expect(reading.people.map(\.role) == [.admin, .owner])
    }

    @Test("Telegram's founder owns the group; links, requests and new titles are told apart")
    func telegram() throws {
        func service(_ id: Int, _ actor: String, _ action: String, _ more: String = "") -> String {
            """
            {"id":\(id),"type":"service","date_unixtime":"171455580\(id)","actor":"\(actor)","actor_id":"user\(id)",\
            "action":"\(action)","text":""\(more)}
            """
        }
        let messages = [
            service(1, "何以棠", "create_group", ",\"title\":\"读书会\",\"members\":[\"何以棠\"]"),
            service(2, "小满", "join_group_by_link", ",\"inviter\":\"Group\""),
            service(3, "老周", "join_group_by_request"),
            service(4, "何以棠", "edit_group_title", ",\"title\":\"夜读会\""),
        ]
        let reading = try Reading(
            text: "{\"name\":\"读书会\",\"type\":\"private_group\",\"id\":1,\"messages\":["
                + messages.joined(separator: ",\n") + "]}")
        #expect(reading.people == [Self.post("user1", "何以棠", .owner)])
        #expect(
            reading.messages.map(\.notice) == [
                nil, .joined(names: ["小满"], inviter: nil), .joined(names: ["老周"], inviter: "admin"),
                .renamed(name: "夜读会"),
            ])
    }

    @Test("Who created a WhatsApp group owns it, unless the exporting person is meant")
    func whatsApp() throws {
        #expect(try Reading(text: Samples.whatsAppAndroid).people == [Self.post(nil, "何以棠", .owner)])
        let chinese = """
            [2024/5/13, 上午9:30:00] 读书会: \u{200E}~\u{202F}何以棠 创建了群组“读书会”
            [2024/5/13, 上午9:31:00] 阿泽: 早

            """
        #expect(try Reading(text: chinese).people == [Self.post(nil, "何以棠", .owner)])
        let own = "13/05/2024, 09:31 - You created group \"读书会\"\n13/05/2024, 09:32 - 阿泽: 早\n"
        #expect(try Reading(text: own).people.isEmpty)
    }

    @Test("What an IRC server says may carry a time, with or without channel and day")
    func ircStamped() throws {
        let plain = "[10:00] === aze has joined #reading\n[10:01] <hyt> welcome\n[10:02] === aze has left #reading\n"
        let dated = """
            #reading 2024-02-03 [10:00:00] === aze [~aze@host] has joined #reading
            #reading 2024-02-03 [10:01:00] <hyt> welcome
            #reading 2024-02-03 [10:02:00] === aze has left #reading

            """
        for text in [plain, dated] {
            let reading = try Reading(text: text, name: "2024-02-03.txt")
            #expect(reading.report.skippedCount == 0)
            #expect(reading.chats.map(\.name) == ["#reading"])
            #expect(reading.senders == [nil, "hyt", nil])
            #expect(
                reading.messages.map(\.notice) == [
                    .joined(names: ["aze"], inviter: nil), nil, .left(names: ["aze"]),
                ])
            let start = reading.messages[0].sentAt.seconds
            #expect(start == 1_706_954_400)
            #expect(reading.messages.map { $0.sentAt.seconds - start } == [0, 60, 120])
        }
    }
}
