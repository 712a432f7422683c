import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Imports in the console")
struct ExchangeTests {
    typealias File = ExchangeSite.File

    @Test("A file is looked at, mapped, written hidden, agreed to, and taken back", arguments: Dialect.allCases)
    func whole(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let site = exchange.site
            let file = File("露营.jsonl", ExchangeSite.chatLab(40, brokenLines: 2))
            let answer = try await exchange.upload([file])
            #expect(answer.status == .seeOther)
            let place = exchange.place(answer)
            #expect(try await site.get(place, as: exchange.owner).text.contains("正在看里面有什么"))
            try await exchange.work()

            let looked = try await site.get(place, as: exchange.owner)
            for words in ["露营.jsonl", "ChatLab JSONL", "<b>40</b>", "<b>5</b>", "新建群「露营闲聊」", "<b>2</b>"] {
                #expect(looked.text.contains(words), "\(words)")
            }
            let begun = try await site.post(
                "\(place)/plans", [("timeZone", "Asia/Shanghai"), ("chat0", "")], as: exchange.owner)
            #expect(begun.status == .seeOther)
            try await exchange.work()

            let preview = try await site.get(place, as: exchange.owner)
            #expect(preview.text.contains("导入以后会是这样") && preview.text.contains("导入这 40 条"))
            #expect(try await exchange.messages() == 0)
            #expect(try await exchange.messages(seen: false) == 40)
            let csv = try await site.get("\(place)/skips", as: exchange.owner)
            #expect(csv.status == .ok && csv.text.split(separator: "\r\n").count == 3)

            #expect(try await site.post("\(place)/confirmations", [], as: exchange.owner).status == .seeOther)
            try await exchange.work()
            #expect(try await exchange.messages() == 40)
            #expect(exchange.spooled.isEmpty)
            let done = try await site.get(place, as: exchange.owner)
            #expect(done.status == .seeOther)
            let result = try await site.get(done.location, as: exchange.owner)
            #expect(result.text.contains("添了 40 条消息") && result.text.contains("露营闲聊"))

            let imported = exchange.place(done)
            #expect(try await site.post("\(imported)/undoings", [], as: exchange.owner).status == .seeOther)
            #expect(try await site.post("\(imported)/undoings", [], as: exchange.owner).status == .seeOther)
            try await exchange.work()
            #expect(try await exchange.messages(seen: false) == 0)
            #expect(try await site.get(imported, as: exchange.owner).text.contains("已撤销"))
            #expect(try await site.post("\(imported)/undoings", [], as: exchange.owner).status == .conflict)
            let acts = try await site.count(
                """
                SELECT count(*) FROM audit_entries WHERE action IN
                    ('upload.received', 'import.begun', 'import.confirmed', 'import.undone')
                """)
            #expect(acts == 4)
        }
    }

    @Test("A zip goes into a group that is there; the same lines again are known", arguments: Dialect.allCases)
    func intoGroup(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let group = try #require(
                try await Groups(exchange.site.database).all(of: exchange.community).first)
            let zip = try ExchangeSite.zip("_chat.txt", Array(ExchangeSite.whatsApp.utf8))
            let place = try await exchange.written(
                File("WhatsApp.zip", zip), plan: [("chat0", group.id.description)])
            let preview = try await exchange.site.get(place, as: exchange.owner)
            #expect(preview.text.contains("导入这 3 条") && preview.text.contains("/groups/\(group.id)\""))
            _ = try await exchange.site.post("\(place)/confirmations", [], as: exchange.owner)
            try await exchange.work()
            let held = try await exchange.site.count(
                "SELECT count(*) FROM timeline_entries WHERE group_id = \(group.id) AND kind = 'message'")
            #expect(held == 3)

            let longer = ExchangeSite.whatsApp + "2025/10/3, 21:20 - 小满: 几点集合\n"
            let second = try await exchange.written(
                File("again.txt", longer), plan: [("chat0", group.id.description)])
            let again = try await exchange.site.get(second, as: exchange.owner)
            #expect(again.text.contains("导入这 1 条"))
            #expect(again.text.contains("<dt>已有</dt><dd><b>3</b></dd>"))
        }
    }

    @Test("One of two chats is left out; all left out is refused", arguments: Dialect.allCases)
    func leavesOut(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let two = ExchangeSite.chatLab(6) + ExchangeSite.chatLab(4, name: "登山")
            let place = exchange.place(try await exchange.upload([File("two.jsonl", two)]))
            try await exchange.work()
            let none = try await exchange.site.post(
                "\(place)/plans", [("timeZone", "Nowhere"), ("chat0", "-"), ("chat1", "-")], as: exchange.owner)
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("这里要填") && none.text.contains("没有这个选项"))
            _ = try await exchange.site.post(
                "\(place)/plans", [("timeZone", "UTC"), ("chat0", "-"), ("chat1", "")], as: exchange.owner)
            try await exchange.work()
            let preview = try await exchange.site.get(place, as: exchange.owner)
            #expect(preview.text.contains("导入这 4 条"))
            #expect(preview.text.contains("登山") && !preview.text.contains("露营闲聊"))
        }
    }

    @Test("Given up before or after it was written, nothing stays", arguments: Dialect.allCases)
    func discards(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let file = File("a.jsonl", ExchangeSite.chatLab(30))
            let looked = exchange.place(try await exchange.upload([file]))
            #expect(try await exchange.site.post("\(looked)/discards", [], as: exchange.owner).status == .seeOther)
            try await exchange.work()
            #expect(try await exchange.site.get(looked, as: exchange.owner).text.contains("什么也没有留下"))

            let ready = try await exchange.written(file)
            #expect(try await exchange.messages(seen: false) == 30)
            #expect(try await exchange.site.post("\(ready)/discards", [], as: exchange.owner).status == .seeOther)
            #expect(try await exchange.site.post("\(ready)/confirmations", [], as: exchange.owner).status == .conflict)
            try await exchange.work()
            #expect(try await exchange.messages(seen: false) == 0)
            #expect(try await exchange.site.count("SELECT count(*) FROM imports") == 0)
            #expect(try await exchange.site.count("SELECT count(*) FROM groups WHERE name = '露营闲聊'") == 0)
            #expect(exchange.spooled.isEmpty)
        }
    }

    @Test("What nobody decides on within a week is given up, as the page said it would be", arguments: Dialect.allCases)
    func expires(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let site = exchange.site
            let ready = try await exchange.written(File("a.jsonl", ExchangeSite.chatLab(30)))
            let looked = exchange.place(try await exchange.upload([File("b.jsonl", ExchangeSite.chatLab(12))]))
            try await exchange.work()
            for place in [ready, looked] {
                #expect(try await site.get(place, as: exchange.owner).text.contains("还没有人决定，就自动放弃"))
            }
            try await pass(site, milliseconds: Upload.decisionMilliseconds - 3_600_000)
            try await exchange.work()
            #expect(try await exchange.messages(seen: false) == 30)
            try await pass(site, milliseconds: 7_200_000)
            try await exchange.work()
            #expect(try await exchange.messages(seen: false) == 0 && exchange.spooled.isEmpty)
            for place in [ready, looked] {
                #expect(try await site.get(place, as: exchange.owner).text.contains("什么也没有留下"))
            }
            #expect(try await site.count("SELECT count(*) FROM audit_entries WHERE action = 'import.expired'") == 2)
        }
    }

    @Test("What somebody agreed to in time stays", arguments: Dialect.allCases)
    func decided(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let ready = try await exchange.written(File("a.jsonl", ExchangeSite.chatLab(30)))
            _ = try await exchange.site.post("\(ready)/confirmations", [], as: exchange.owner)
            try await exchange.work()
            try await pass(exchange.site, milliseconds: 2 * Upload.decisionMilliseconds)
            try await exchange.work()
            #expect(try await exchange.messages() == 30)
        }
    }

    /// Rows carry the node's time, jobs the database's: both lie further back.
    private func pass(_ site: CommunitySite, milliseconds: Int64) async throws {
        try await site.database.pass(milliseconds: milliseconds)
        try await site.database.write { try $0.execute("UPDATE uploads SET changed_at = changed_at - \(milliseconds)") }
    }

    @Test("Pressed twice is once; the same file again leads to the one under way", arguments: Dialect.allCases)
    func twice(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let file = File("a.jsonl", ExchangeSite.chatLab(5))
            let first = try await exchange.upload([file], key: "k1")
            let replayed = try await exchange.upload([file], key: "k1")
            #expect(exchange.place(first) == exchange.place(replayed))
            let other = try await exchange.upload([file], key: "k2")
            #expect(exchange.place(other) == exchange.place(first) && other.location.hasSuffix("?done=known"))
            #expect(try await exchange.site.count("SELECT count(*) FROM uploads") == 1)
            #expect(exchange.spooled.count == 1)
            try await exchange.work()
            let place = exchange.place(first)
            for _ in 1...2 {
                let begun = try await exchange.site.post(
                    "\(place)/plans", [("timeZone", "UTC")], as: exchange.owner)
                #expect(begun.status == .seeOther)
            }
            try await exchange.work()
            for _ in 1...2 { _ = try await exchange.site.post("\(place)/confirmations", [], as: exchange.owner) }
            try await exchange.work()
            #expect(try await exchange.messages() == 5)

            let again = try await exchange.written(file, plan: [])
            let refused = try await exchange.site.get(again, as: exchange.owner)
            #expect(try await exchange.messages() == 5)
            #expect(refused.text.contains("导入过了") || refused.text.contains("这里全都有了"))
        }
    }
}
