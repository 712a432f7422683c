import PondCore
import PondExchange
import Testing

@Suite("Whether two exports speak of one chat, and two lines are equal")
struct ChatSamenessTests {
    private func chat(_ platform: String, _ id: String?, _ name: String) -> ChatInfo {
        ChatInfo(platform: platform, sourceID: id, name: name, kind: .group)
    }

    @Test("Two platforms are two chats, unless somebody says that a name is one")
    func platforms() {
        let penguin = chat("qq", nil, "清晨手冲")
        let paper = chat("telegram", "7", "清晨手冲")
        #expect(!penguin.isSame(as: paper))
        #expect(penguin.isSame(as: paper, acrossPlatforms: true))
        #expect(!chat("qq", nil, "").isSame(as: chat("telegram", "7", ""), acrossPlatforms: true))
    }

    @Test("Of one platform the ids decide, then the names")
    func idsBeforeNames() {
        let room = chat("wechat", "1@chatroom", "清晨手冲")
        #expect(room.isSame(as: chat("wechat", "1@chatroom", "改名了")))
        #expect(!room.isSame(as: chat("wechat", "2@chatroom", "清晨手冲")))
        #expect(room.isSame(as: chat("wechat", nil, "清晨手冲")))
        #expect(!room.isSame(as: chat("wechat", nil, "别的群")))
    }

    @Test("A chat without a real name may be any of its platform")
    func nameless() {
        let room = chat("wechat", "1@chatroom", "清晨手冲")
        #expect(chat("wechat", "7", "").isSame(as: room))
        #expect(room.isSame(as: chat("wechat", nil, "")))
        #expect(!chat("wechat", "7", "").isSame(as: chat("wechat", "9", "")))
        #expect(!chat("telegram", "7", "").isSame(as: chat("telegram", "9", "清晨手冲")))
        let talk = ChatInfo(platform: "wechat", sourceID: "wxid_aze", name: "阿泽", kind: .conversation)
        #expect(!chat("wechat", "7", "").isSame(as: talk))
    }

    @Test("Equal lines of a minute are numbered in each chat; a quote is a text; an author makes a difference")
    func fingerprints() {
        var lines = LineFingerprint()
        func message(_ kind: ChatMessageKind, second: Int64 = 30) -> ChatMessage {
            ChatMessage(sender: nil, sentAt: Timestamp(seconds: second), kind: kind, text: "哈哈")
        }
        let first = lines.next(message(.text), author: 1, chat: 0)
        #expect(lines.next(message(.reply), author: 1, chat: 1) == first)
        #expect(lines.next(message(.text, second: 59), author: 1, chat: 0) != first)
        #expect(lines.next(message(.text, second: 61), author: 1, chat: 0) == first)
        #expect(lines.next(message(.text), author: 2, chat: 0) != first)
        #expect(LineFingerprint.minute(of: Timestamp(milliseconds: -1)) == -1)
        #expect(LineFingerprint.minute(of: Timestamp(milliseconds: -60_000)) == -1)
        #expect(LineFingerprint.minute(of: Timestamp(milliseconds: 59_999)) == 0)
    }
}
