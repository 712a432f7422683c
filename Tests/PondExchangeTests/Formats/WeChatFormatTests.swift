import PondCore
import PondExchange
import Testing

@Suite("WeChat exports")
struct WeChatFormatTests {
    @Test("WeChatMsg's CSV gives texts of several lines, quotes, red packets and notices")
    func weChatMsg() throws {
        let reading = try Reading(text: Samples.weChatMsg)
        #expect(reading.report.format == .weChatMsgCSV)
        #expect(reading.report.skippedCount == 0)
        #expect(reading.senders == ["何以棠", "阿泽", "小满", nil, "老周", "老周"])
        #expect(reading.kinds == [.text, .text, .reply, .system, .redPacket, .image])
        #expect(reading.texts[1] == "好的, 我带\"茶\"\n大家自带杯子")
        #expect(reading.texts[2] == "同意")
        #expect(reading.messages[2].reply == .quote(name: "何以棠", text: "今晚八点读第三章"))
        #expect(reading.messages[3].notice == .redPacketOpened(name: "阿泽", owner: "老周"))
        #expect(reading.texts[4] == "[红包] 微信红包")
        #expect(reading.texts[5] == "[图片]")
        #expect(reading.messages[0].sender == ChatSender(accountID: "wxid_he", name: "何以棠"))
        #expect(reading.messages[0].sentAt == Timestamp(seconds: 1_714_555_800))
        #expect(reading.messages[0].sourceID == nil)
    }

    @Test("Rows of nine fields under a header of twelve are a private chat")
    func nineFields() throws {
        let header =
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
        let rows = "1,3,1,0,1,1714555800,,在吗,2024-05-01 09:30:00\n2,3,1,0,0,1714555860,,在,2024-05-01 09:31:00\n"
        let reading = try Reading(text: "\(header)\n\(rows)")
        #expect(reading.senders == ["我", "对方"])
        #expect(reading.chats == [ChatInfo(platform: "wechat", sourceID: "3", name: "", kind: .conversation)])
    }

    @Test("A file of one chat bears its remark in its name, as WeChatMsg writes it")
    func remark() throws {
        let named = try Reading(text: Samples.weChatMsg, name: "西山徒步_utf8.csv")
        #expect(named.report.chats.map(\.name) == ["西山徒步"])
        #expect(named.report.chats.map(\.sourceID) == ["7"])
        let all = try Reading(
            text: Samples.weChatMsg + "8,9,1,0,0,1714555800,,早,2024-05-01 09:30:00,,阿泽,wxid_az\r\n",
            name: "messages.csv")
        #expect(all.report.chats.map(\.name) == ["", ""])
        #expect(all.report.chats.map(\.title) == ["wechat 7", "wechat 9"])
        let zip = try TemporaryFile(archive: [("out/西山徒步_utf8.csv", Samples.weChatMsg)])
        #expect(try Reading(zip.path).report.chats.map(\.name) == ["西山徒步"])
    }

    @Test("A row of a group that names nobody is left out, and no notice")
    func groupWithoutSenders() throws {
        let header =
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
        let rows =
            "1,7@chatroom,1,0,0,1714555800,,在吗,2024-05-01 09:30:00\n"
            + "2,7@chatroom,10000,0,0,1714555860,,阿泽加入了群聊,2024-05-01 09:31:00\n"
        let reading = try Reading(text: "\(header)\n\(rows)")
        #expect(reading.kinds == [.system])
        #expect(reading.report.skips.map(\.line) == [2])
    }

    @Test("An unnamed index column, and several chats in one file, are understood")
    func indexColumn() throws {
        let header =
            ",localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
        let rows = """
            0,1,3,1,0,0,1714555800,,一,2024-05-01 09:30:00,,阿泽,wxid_az
            1,2,5,1,0,0,1714555801,,二,2024-05-01 09:30:01,,小满,wxid_xm
            2,3,3,1,0,0,1714555802,,三,2024-05-01 09:30:02,,阿泽,wxid_az
            """
        let file = try TemporaryFile("\(header)\n\(rows)\n")
        let reading = try Reading(file.path)
        #expect(reading.texts == ["一", "二", "三"])
        #expect(reading.chats.map(\.sourceID) == ["3", "5", "3"])
        #expect(reading.report.chats.map(\.sourceID) == ["3", "5"])
        #expect(try Reading(file.path, chat: "5").texts == ["二"])
        #expect(readError(file.path, chat: "9")?.code == .chatNotFound)
    }

    @Test("A quote that is never closed costs one row, not the rest of the file")
    func openQuote() throws {
        let header =
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
        let rows = """
            1,7,1,0,0,1714555800,,"没有关,2024-05-01 09:30:00,,阿泽,wxid_az
            2,7,1,0,0,1714555860,,好的,2024-05-01 09:31:00,,小满,wxid_xm
            3,7,1,0,0,x,,坏时间,坏,,小满,wxid_xm
            4,7,1,0,0
            """
        let reading = try Reading(text: "\(header)\n\(rows)\n")
        #expect(reading.texts == ["好的"])
        #expect(reading.report.skippedCount == 3)
        #expect(reading.report.skips.map(\.line) == [2, 4, 5])
    }

    @Test("WeChatMsg's TXT gives bodies of several lines")
    func weChatMsgText() throws {
        let reading = try Reading(text: Samples.weChatMsgText)
        #expect(reading.report.format == .weChatMsgText)
        #expect(reading.texts == ["今晚八点", "第一行\n第二行"])
        #expect(reading.senders == ["何以棠", "阿泽"])
    }

    @Test("wechat-cli's text gives answers, placeholders and system lines")
    func weChatCLIText() throws {
        let reading = try Reading(text: Samples.weChatCLIText)
        #expect(reading.report.format == .weChatCLIText)
        #expect(reading.chats.first?.name == "读书会")
        #expect(reading.senders == ["何以棠", nil, "小满", "老周", nil])
        #expect(reading.kinds == [.text, .system, .reply, .image, .system])
        #expect(reading.texts[0] == "今晚八点: 读第三章")
        #expect(reading.texts[2] == "第一行\n第二行")
        #expect(reading.messages[2].reply == .quote(name: "何以棠", text: "今晚八点: 读第三章"))
        #expect(reading.messages[1].notice == .left(names: ["阿泽"]))
    }

    @Test("wechat-cli's Markdown gives the same as its text")
    func weChatCLIMarkdown() throws {
        let lines = Samples.weChatCLIText.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(6)
        let body = lines.map { $0.hasPrefix("[") ? "- \($0)" : String($0) }.joined(separator: "\n")
        let head = "# 聊天记录: 读书会\n\n**时间范围:** 最早 ~ 最新\n\n**类型:** 群聊\n\n---\n"
        let reading = try Reading(text: head + body)
        #expect(reading.report.format == .weChatCLIMarkdown)
        #expect(reading.messages == (try Reading(text: Samples.weChatCLIText)).messages)
        #expect(reading.chats == (try Reading(text: Samples.weChatCLIText)).chats)
    }

    @Test("chatlog's JSON and its webhook's give quotes and recalls")
    func chatlogJSON() throws {
        let reading = try Reading(text: Samples.chatlogJSON)
        #expect(reading.report.format == .chatlogJSON)
        #expect(reading.kinds == [.text, .reply, .recall])
        #expect(reading.messages[1].reply == .quote(name: "何以棠", text: "今晚八点"))
        #expect(reading.messages[2].notice == .recalled(name: "小满"))
        #expect(reading.messages[0].sentAt == Timestamp(seconds: 1_714_555_800))
        let webhook = "{\"keyword\":\"\",\"length\":3,\"messages\":\(Samples.chatlogJSON),\"talker\":\"42@chatroom\"}"
        #expect(try Reading(text: webhook).messages == reading.messages)
    }

    @Test("chatlog's text gives rooms, quotes and its own messages")
    func chatlogText() throws {
        let reading = try Reading(text: Samples.chatlogText)
        #expect(reading.report.format == .chatlogText)
        #expect(reading.chats == [ChatInfo(platform: "wechat", sourceID: "42@chatroom", name: "读书会", kind: .group)])
        #expect(reading.texts == ["今晚八点\n第二行", "好", "\"小满\"退出了群聊"])
        #expect(reading.senders == ["何以棠", "我", nil])
        #expect(reading.messages[1].reply == .quote(name: "何以棠", text: "今晚八点"))
    }

    @Test("What somebody typed behind a sign of quotation stays theirs in chatlog's text")
    func chatlogTypedQuotation() throws {
        let reading = try Reading(
            text: """
                阿泽(wxid_az) 2024-05-01 09:30:00
                > 何以棠 早

                何以棠(wxid_he) 2024-05-01 09:31:00
                > 阿泽(wxid_az) 05-01 09:30:00
                > > 何以棠 早
                早
                > 再早也没有你早

                """)
        #expect(reading.texts == ["> 何以棠 早", "早\n> 再早也没有你早"])
        #expect(reading.messages[0].reply == nil)
        #expect(reading.messages[1].reply == .quote(name: "阿泽", text: "> 何以棠 早"))
    }

    @Test("chatlog's text without a year takes it from the file and says so")
    func chatlogWithoutYear() throws {
        let reading = try Reading(text: "阿泽(wxid_az) 12-31 23:59:00\n旧\n\n阿泽(wxid_az) 01-01 00:01:00\n新\n\n")
        #expect(reading.report.warnings.map(\.kind) == [.yearGuessed])
        #expect(reading.messages[1].sentAt.seconds - reading.messages[0].sentAt.seconds == 120)
    }

    @Test("WeFlow's JSON goes by the Chinese type, whatever localType says")
    func weFlow() throws {
        let reading = try Reading(text: Samples.weFlow)
        #expect(reading.report.format == .weFlow)
        #expect(reading.kinds == [.text, .redPacket, .system])
        #expect(reading.messages[2].notice == .removed(names: ["老周"], remover: "你"))
        #expect(reading.chats.first?.sourceID == "42@chatroom")
        let echotrace = Samples.weFlow.replacing("\"weflow\":{\"version\":\"1.0.0\"},", with: "")
        #expect(try Reading(text: echotrace).messages == reading.messages)
    }

    @Test("A picture in the header that is larger than what recognition looks at does not hide the messages")
    func largeAvatar() throws {
        let avatar = String(repeating: "A", count: 400_000)
        let reading = try Reading(text: Samples.weFlow.replacing("\"AAAA\"", with: "\"\(avatar)\""))
        #expect(reading.report.messages == 3)
    }
}
