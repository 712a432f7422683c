import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("A rich ChatLab file, imported and exported again")
struct RoundTripTests {
    /// One line of everything that the format has a field for and Pond keeps, fields in the order of our writer.
    private static let lines = """
        {"_type":"header","chatlab":{"version":"0.0.2","exportedAt":1714600000},"meta":{"name":"读书会",\
        "platform":"wechat","type":"group","groupId":"42@chatroom","ownerId":"wxid_he"}}
        {"_type":"member","platformId":"wxid_he","accountName":"何以棠","groupNickname":"老何","aliases":["棠棠"],\
        "avatar":"data:image/png;base64,iVBORw0KGgo=","roles":[{"id":"owner"},{"id":"vip","name":"年卡会员"}]}
        {"_type":"member","platformId":"wxid_aze","accountName":"阿泽","roles":[{"id":"admin"}]}
        {"_type":"member","platformId":"wxid_xm","accountName":"小满","roles":[{"id":"streamer","name":"主播"}]}
        {"_type":"message","sender":"wxid_he","accountName":"何以棠","groupNickname":"老何","timestamp":1714555800,\
        "type":0,"content":"今晚读第三章","platformMessageId":"1"}
        {"_type":"message","sender":"wxid_aze","accountName":"阿泽","timestamp":1714555860,"type":25,"content":"好",\
        "platformMessageId":"2","replyToMessageId":"1"}
        {"_type":"message","sender":"wxid_xm","accountName":"小满","timestamp":1714555920,"type":1,"content":null,\
        "platformMessageId":"3"}
        {"_type":"message","sender":"wxid_xm","accountName":"小满","timestamp":1714555980,"type":77,\
        "content":"新花样","platformMessageId":"4"}
        {"_type":"message","sender":"system","accountName":"system","timestamp":1714556040,"type":80,\
        "content":"老何 置顶了一条消息","platformMessageId":"5","replyToMessageId":"1"}
        {"_type":"message","sender":"wxid_he","accountName":"何以棠","groupNickname":"老何","timestamp":1714556060,\
        "type":80,"content":"老何修改群名为“读书会”","platformMessageId":"7"}
        {"_type":"message","sender":"wxid_new","accountName":"新人","timestamp":1714556070,"type":80,\
        "content":"新人通过搜索加入群聊","platformMessageId":"8"}
        {"_type":"message","sender":"wxid_he","accountName":"何以棠","timestamp":1714556100,"type":20,\
        "content":"恭喜发财","platformMessageId":"6"}
        """

    @Test("Every field of every line comes back", arguments: Dialect.allCases)
    func everyField(_ dialect: Dialect) async throws {
        try await withImports(dialect) { bench in
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl")
            try Data(Self.lines.utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let reader = ChatExportReader(path: file.path)
            let outcome = try await Imports(bench.database).run(bench.request("a")) { try reader.read($0) }
            guard case .completed = outcome else {
                Issue.record("expected .completed")
                return
            }
            var bytes: [UInt8] = []
            var writer: ChatLabWriter?
            for record in try await bench.history() {
                switch record {
                case .chat(let info):
                    writer = try ChatLabWriter(
                        to: { piece in withUnsafeMutablePointer(to: &bytes) { $0.pointee += piece } }, info: info,
                        exportedAt: CastTalk.start)
                case .person(let person): try writer?.write(person: person)
                case .message(let message): try writer?.write(message: message)
                }
            }
            try writer?.finish()
            // The header's first half says when and by what the file was made.
            let meta = "\"meta\":"
            let before = Self.lines.split(separator: "\n").map(String.init)
            let after = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            #expect(after.first?.components(separatedBy: meta).last == before.first?.components(separatedBy: meta).last)
            #expect(Array(after.dropFirst()) == Array(before.dropFirst()))
            // Whom a system line is labelled with has not spoken.
            #expect(try await bench.authors() == ["老何", "阿泽", "小满", "小满", nil, nil, nil, "老何"])
        }
    }
}
