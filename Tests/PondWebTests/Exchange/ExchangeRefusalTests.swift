import Foundation
import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Uploads that are refused, and the API")
struct ExchangeRefusalTests {
    typealias File = ExchangeSite.File
    typealias Person = CommunitySite.Person

    @Test("Too large, cut off, nothing chosen, no form: clear words, and nothing stays", arguments: Dialect.allCases)
    func refuses(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect, bytesMax: 20_000) { exchange in
            let large = try await exchange.upload([File("a.txt", Array(repeating: 65, count: 30_000))])
            #expect(large.status == .contentTooLarge && large.text.contains("太大了，一次最多 19.5 KB"))
            let second = try await exchange.upload([
                File("a.txt", Array(repeating: 65, count: 9_000)), File("b.txt", Array(repeating: 66, count: 15_000)),
            ])
            #expect(second.status == .contentTooLarge)
            let cutOff = try await exchange.upload(
                [File("a.txt", Array(repeating: 65, count: 5_000))], isCutOff: true)
            #expect(cutOff.status == .badRequest)
            let nothing = try await exchange.upload([File("", "")])
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("没有收到文件，或者它是空的"))
            let empty = try await exchange.upload([File("empty.txt", "")])
            #expect(empty.status == .unprocessableContent)
            let form = try await exchange.site.post("\(exchange.base)/uploads", [("file", "a")], as: exchange.owner)
            #expect(form.status != .seeOther)
            #expect(try await exchange.site.count("SELECT count(*) FROM uploads") == 0)
            #expect(exchange.spooled.isEmpty)
        }
    }

    @Test("What cannot be read says why, and its file goes", arguments: Dialect.allCases)
    func unreadable(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let blank = Array(repeating: UInt8(10), count: 80 << 20)
            let bomb = try ExchangeSite.zip("a.jsonl", Array(ExchangeSite.chatLab(1).utf8) + blank)
            for (file, words) in [
                (File("photo.bin", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0, 1, 2, 3]), "没法导入"),
                (File("notes.txt", "hello\nworld\n"), "认不出是什么格式"),
                (File("bomb.zip", bomb), "解开后大得不像文字"),
                (File("empty.jsonl", ExchangeSite.chatLab(0)), "里没有消息"),
            ] {
                let place = exchange.place(try await exchange.upload([file]))
                try await exchange.work()
                let page = try await exchange.site.get(place, as: exchange.owner)
                #expect(page.status == .ok && page.text.contains(words), "\(file.name)")
                let begun = try await exchange.site.post(
                    "\(place)/plans", [("timeZone", "UTC")], as: exchange.owner)
                #expect(begun.status == .conflict, "\(file.name)")
            }
            #expect(exchange.spooled.isEmpty)
            #expect(try await exchange.site.count("SELECT count(*) FROM imports") == 0)
        }
    }

    @Test("A hostile file name is only a name", arguments: Dialect.allCases)
    func hostileName(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let name = "../../etc/\u{202E}<script>alert(1)</script>" + String(repeating: "长", count: 500) + ".txt"
            let place = exchange.place(try await exchange.upload([File(name, ExchangeSite.whatsApp)]))
            try await exchange.work()
            for page in [place, exchange.base] {
                let answer = try await exchange.site.get(page, as: exchange.owner)
                #expect(answer.status == .ok && !answer.text.contains("<script>alert"))
                #expect(!answer.text.contains("\u{202E}") && !answer.text.contains("etc/"))
            }
            #expect(exchange.spooled.allSatisfy { UUID(uuidString: $0) != nil })
        }
    }

    @Test("Only those who may import come here, and only to their own", arguments: Dialect.allCases)
    func permissions(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            try await exchange.site.join(.xiaoman, exchange.community)
            let file = File("a.jsonl", ExchangeSite.chatLab(3))
            let denied = try await exchange.upload([file], as: Person.xiaoman.token)
            #expect(denied.status == .forbidden && exchange.spooled.isEmpty)
            let place = try await exchange.written(file)
            _ = try await exchange.site.post("\(place)/confirmations", [], as: exchange.owner)
            try await exchange.work()
            let imported = exchange.place(try await exchange.site.get(place, as: exchange.owner))
            let other = try await exchange.site.found(name: "别处").community
            let elsewhere = { (path: String) in
                path.replacing("/console/\(exchange.community)/", with: "/console/\(other)/")
            }
            for path in [place, imported] {
                #expect(try await exchange.site.get(path, as: Person.xiaoman.token).status == .forbidden)
                #expect(try await exchange.site.get(elsewhere(path), as: exchange.owner).status == .notFound)
            }
            for path in ["\(place)/plans", "\(place)/confirmations", "\(place)/discards", "\(imported)/undoings"] {
                let answer = try await exchange.site.post(
                    elsewhere(path), [("timeZone", "UTC")], as: exchange.owner)
                #expect(answer.status == .notFound, "\(path)")
            }
            #expect(try await exchange.site.get(elsewhere("\(place)/skips"), as: exchange.owner).status == .notFound)
        }
    }

    @Test("After a day the console does not take an import back any more", arguments: Dialect.allCases)
    func tooLate(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let place = try await exchange.written(File("a.jsonl", ExchangeSite.chatLab(3)))
            _ = try await exchange.site.post("\(place)/confirmations", [], as: exchange.owner)
            try await exchange.work()
            let imported = exchange.place(try await exchange.site.get(place, as: exchange.owner))
            #expect(try await exchange.site.get(imported, as: exchange.owner).text.contains("撤销这次导入"))
            exchange.site.clock.advance(milliseconds: Imports.undoMilliseconds + 1)
            #expect(try await !exchange.site.get(imported, as: exchange.owner).text.contains("撤销这次导入"))
            let late = try await exchange.site.post("\(imported)/undoings", [], as: exchange.owner)
            #expect(late.status == .conflict && late.text.contains("pond import --undo"))
        }
    }

    @Test("The API brings, imports, lists, exports and takes back", arguments: Dialect.allCases)
    func programs(_ dialect: Dialect) async throws {
        try await ExchangeSite.run(dialect) { exchange in
            let base = "/api/v1/communities/\(exchange.community)"
            let sent = try await exchange.site.api(
                .post, "\(base)/uploads?name=camp.jsonl", ExchangeSite.chatLab(12), as: exchange.owner)
            #expect(sent.status == .created)
            let id = try #require(try sent.json(UploadReceipts.self).items.first).id
            let early = try await exchange.site.api(
                .post, "\(base)/imports", #"{"upload":"\#(id)"}"#, as: exchange.owner)
            #expect(early.status == .conflict)
            try await exchange.work()
            let looked = try await exchange.site.api(.get, "\(base)/uploads/\(id)", as: exchange.owner)
            #expect(try looked.json(UploadResource.self).chats?.first?.messageCount == 12)
            let started = try await exchange.site.api(
                .post, "\(base)/imports", #"{"upload":"\#(id)"}"#, as: exchange.owner)
            #expect(started.status == .accepted)
            try await exchange.work()
            let done = try await exchange.site.api(.get, "\(base)/uploads/\(id)", as: exchange.owner)
                .json(UploadResource.self)
            #expect(done.state == .done && done.preview?.added == 12)

            let list = try await exchange.site.api(.get, "\(base)/imports", as: exchange.owner).json(ImportList.self)
            let item = try #require(list.items.first)
            #expect(item.messagesAdded == 12 && item.id == done.importID && item.fileName == "camp.jsonl")

            let group = try await exchange.site.text(
                "SELECT CAST(id AS TEXT) FROM groups WHERE name = '露营闲聊' AND community_id = \(exchange.community)")
            let out = try await exchange.site.api(
                .get, "\(base)/groups/\(try #require(group))/export", as: exchange.owner)
            #expect(out.status == .ok && out.text.split(separator: "\n").count == 13)
            let none = try await exchange.site.api(.get, "\(base)/groups/1/export", as: exchange.owner)
            #expect(none.status == .notFound)
            let whole = try await exchange.site.get("\(exchange.base)/export", as: exchange.owner)
            #expect(whole.text.split(separator: "\n").filter { $0.contains(#""_type":"header""#) }.count == 2)

            let undone = try await exchange.site.api(
                .post, "\(base)/imports/\(item.id)/undoings", as: exchange.owner)
            #expect(undone.status == .accepted)
            #expect(try undone.json(ImportResource.self).isBeingUndone)
            try await exchange.work()
            #expect(try await exchange.messages(seen: false) == 0)
        }
    }
}
