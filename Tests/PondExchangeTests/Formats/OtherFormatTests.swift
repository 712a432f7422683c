import PondCore
import PondExchange
import Testing

@Suite("Exports of other platforms")
struct OtherFormatTests {
    @Test("QQ's text gives titles, mail addresses, 12-hour clocks and system lines")
    func qq() throws {
        let reading = try Reading(text: Samples.qq)
        #expect(reading.report.format == .qqText)
        #expect(reading.chats == [ChatInfo(platform: "qq", sourceID: nil, name: "读书会", kind: .group)])
        #expect(reading.senders == ["何以棠", "阿泽", nil, "am"])
        #expect(reading.messages.map { $0.sender?.accountID } == ["100001", "aze@example.com", nil, "100004"])
        #expect(reading.texts[1] == "第一行\n\n第三行")
        #expect(reading.messages[2].notice == .joined(names: ["小满"], inviter: nil))
        #expect(reading.kinds[3] == .image)
        #expect(reading.messages[3].sentAt == Timestamp(seconds: 1_714_555_800 + 11 * 3600 + 13 * 60 + 38))
    }

    @Test("A full QQ export holds several chats; text copied from QQ's window is read too")
    func qqSeveralChats() throws {
        let rule = String(repeating: "=", count: 64)
        let two = "\n\(rule)\n消息分组:我的好友\n\(rule)\n消息对象:小满\n\(rule)\n\n2024-05-01 9:30:00 小满\n在吗\n\n"
        let file = try TemporaryFile(Samples.qq + two)
        let reading = try Reading(file.path)
        #expect(reading.report.chats.map(\.name) == ["读书会", "小满"])
        #expect(reading.report.chats.map(\.kind) == [.group, .conversation])
        #expect(try Reading(file.path, chat: "小满").texts == ["在吗"])
        let copied = try Reading(text: "【群主】何以棠 2/14/2020 9:16:13 PM\n节日快乐\n\n阿泽 2/14/2020 9:17:00 PM\n同乐\n")
        #expect(copied.report.format == .qqText)
        #expect(copied.senders == ["何以棠", "阿泽"])
        #expect(copied.messages[0].sentAt == Timestamp(seconds: 1_581_714_973))
    }

    @Test("qq-chat-exporter's JSON gives answers, recalls and cards")
    func qqChatExporter() throws {
        let reading = try Reading(text: Samples.qqChatExporter)
        #expect(reading.report.format == .qqChatExporter)
        #expect(reading.senders == ["何以棠", "泽哥", nil, "何以棠", "老周"])
        #expect(reading.kinds == [.text, .reply, .system, .recall, .image])
        #expect(reading.messages[1].reply == .sourceID("m1"))
        #expect(reading.messages[1].sender?.accountID == "u_2")
        #expect(reading.messages[0].sentAt == Timestamp(milliseconds: 1_714_555_800_123))
        #expect(reading.messages[2].notice == .joined(names: ["小满"], inviter: nil))
        #expect(reading.messages[3].notice == .recalled(name: "何以棠"))
    }

    @Test("A chunked archive of qq-chat-exporter takes the chat from its manifest, wherever that stands")
    func qqChunks() throws {
        let line = "{\"messageId\":\"m1\",\"timestamp\":1714555800123,\"sender\":{\"uid\":\"u\",\"name\":\"阿泽\"},"
        let chunk = line + "\"content\":{\"text\":\"收到\"}}\n"
        let manifest =
            "{\"format\":\"chunked-jsonl\",\"metadata\":{},\"chatInfo\":{\"name\":\"读书会\",\"type\":\"group\"}}"
        let file = try TemporaryFile(archive: [
            ("out/chunks/chunk_0001.jsonl", chunk), ("out/chunks/chunk_0002.jsonl", chunk),
            ("out/avatars.json", "{\"1\":\"data:\"}"), ("out/manifest.json", manifest),
        ])
        let reading = try Reading(file.path)
        #expect(reading.report.format == .qqChatExporter)
        #expect(reading.chats.map(\.name) == ["读书会"])
        #expect(reading.texts == ["收到", "收到"])
        #expect(reading.report.skips.map(\.entry) == ["out/avatars.json"])
    }

    @Test("Telegram's single chat gives links, answers, deleted people and service messages")
    func telegram() throws {
        let reading = try Reading(text: Samples.telegram)
        #expect(reading.report.format == .telegram)
        #expect(reading.chats == [ChatInfo(platform: "telegram", sourceID: "4242", name: "读书会", kind: .group)])
        #expect(reading.texts[0] == "看 https://example.com 吧")
        #expect(reading.messages[1].sender == ChatSender(accountID: "user2", name: "user2"))
        #expect(reading.messages[1].reply == .sourceID("1"))
        #expect(reading.messages[2].notice == .joined(names: ["小满", "老周"], inviter: "何以棠"))
        #expect(reading.kinds == [.text, .reply, .system, .sticker])
        #expect(reading.texts[3] == "🌸")
        #expect(reading.messages[0].sentAt == Timestamp(seconds: 1_714_555_800))
    }

    @Test("Telegram's full export gives each chat, also without a name or messages")
    func telegramFull() throws {
        let file = try TemporaryFile(Samples.telegramFull)
        let reading = try Reading(file.path)
        #expect(reading.report.chats.map(\.name) == ["读书会", "Saved Messages", "小满"])
        #expect(reading.report.chats.map(\.kind) == [.group, .conversation, .conversation])
        #expect(try Reading(file.path, chat: "2").texts == ["备忘"])
    }

    @Test("WhatsApp for Android gives media, deletions and its own lines, also with a colon in the group's name")
    func whatsAppAndroid() throws {
        let reading = try Reading(text: Samples.whatsAppAndroid)
        #expect(reading.report.format == .whatsApp)
        #expect(reading.chats.first?.name == "读书会: 一期")
        #expect(reading.senders == [nil, nil, nil, "阿泽", "小满", "老周"])
        #expect(reading.kinds == [.system, .system, .system, .text, .image, .recall])
        #expect(reading.texts[3] == "第一行\n第二行: 也是")
        #expect(reading.messages[2].notice == .joined(names: ["小满"], inviter: "何以棠"))
        #expect(reading.report.warnings.isEmpty)
        #expect(reading.messages[0].sentAt == Timestamp(seconds: 1_715_592_600))
    }

    @Test("WhatsApp for iOS gives its own lines under the group's name, and Chinese half days")
    func whatsAppIOS() throws {
        let reading = try Reading(text: Samples.whatsAppIOS)
        #expect(reading.chats.first?.name == "读书会")
        #expect(reading.senders == [nil, nil, "阿泽", "小满", "老周"])
        #expect(reading.kinds == [.system, .system, .text, .image, .text])
        #expect(reading.messages[1].notice == .joined(names: ["小满"], inviter: "何以棠"))
        let seconds = reading.messages.map { ($0.sentAt.seconds - 1_715_558_400) }
        #expect(seconds == [34_200, 34_260, 43_509, 77_400, 77_401])
    }

    @Test("WhatsApp's order of day and month is the one in which time runs forward, else a guess that is told")
    func whatsAppOrder() throws {
        let forward = try Reading(
            text: "01/02/2024, 09:00 - 阿泽: 一\n02/02/2024, 09:00 - 小满: 二\n01/03/2024, 09:00 - 阿泽: 三\n")
        #expect(forward.report.warnings.isEmpty)
        #expect(forward.messages[2].sentAt == Timestamp(seconds: 1_709_283_600))
        let american = try Reading(text: "2/13/24, 9:07 PM - 阿泽: 一\n2/3/24, 9:08 PM - 小满: 二\n")
        #expect(american.messages[0].sentAt == Timestamp(seconds: 1_707_858_420))
        #expect(american.report.warnings.map(\.kind) == [.datesGoBackwards])
        let yearFirst = try Reading(text: "[24/5/1, 21:07:01] 阿泽: 一\n[24/5/2, 21:07:01] 小满: 二\n")
        #expect(yearFirst.messages[0].sentAt == Timestamp(seconds: 1_714_597_621))
        let guessed = try Reading(text: "3/4/24, 9:07 PM - 阿泽: 一\n3/4/24, 9:08 PM - 小满: 二\n")
        #expect(guessed.report.warnings.map(\.kind) == [.dateOrderGuessed])
        #expect(guessed.messages[0].sentAt == Timestamp(seconds: 1_709_586_420))
    }

    @Test("LINE's text gives quoted lines, its own lines and both clocks")
    func line() throws {
        let reading = try Reading(text: Samples.line)
        #expect(reading.report.format == .line)
        #expect(reading.chats == [ChatInfo(platform: "line", sourceID: nil, name: "读书会", kind: .group)])
        #expect(reading.senders == ["何以棠", nil, "阿泽", "老周"])
        #expect(reading.texts == ["今晚八点", "小满已加入群組", "第一行\n第二行", "[照片]"])
        #expect(reading.messages[1].notice == .joined(names: ["小满"], inviter: nil))
        #expect(reading.kinds[3] == .image)
        #expect(reading.messages[3].sentAt.seconds - reading.messages[2].sentAt.seconds == 60)
    }

    @Test("Discord's JSON gives answers, joins, bots and attachments")
    func discord() throws {
        let reading = try Reading(text: Samples.discord)
        #expect(reading.report.format == .discord)
        #expect(reading.chats == [ChatInfo(platform: "discord", sourceID: "22", name: "书友 #读书会", kind: .group)])
        #expect(reading.kinds == [.text, .reply, .system, .image])
        #expect(reading.messages[1].reply == .sourceID("101"))
        #expect(reading.messages[2].notice == .joined(names: ["小满"], inviter: nil))
        #expect(reading.people == [ChatPerson(accountID: "9", name: "机器人", role: .bot, isListed: false)])
        #expect(reading.messages[0].sentAt == Timestamp(milliseconds: 1_714_555_800_500))
    }

    @Test("A Slack archive gives channels, people, mentions, threads and joins")
    func slack() throws {
        let file = try TemporaryFile(archive: Samples.slackEntries)
        let reading = try Reading(file.path)
        #expect(reading.report.format == .slack)
        #expect(reading.chats == [ChatInfo(platform: "slack", sourceID: "C1", name: "读书会", kind: .group)])
        #expect(reading.people.map(\.name) == ["何以棠", "阿泽"])
        #expect(reading.people.first?.role == .owner)
        #expect(reading.texts == ["@阿泽 看 https://example.com & 那里", "好", "@阿泽 has joined the channel"])
        #expect(reading.kinds == [.text, .reply, .system])
        #expect(reading.messages[1].reply == .sourceID("1714555800.000100"))
        #expect(reading.messages[2].notice == .joined(names: ["阿泽"], inviter: nil))
        #expect(
            reading.report.skips == [
                ChatReadSkip(entry: "读书会/2024-05-01.json", line: 4, expected: .seconds(field: "ts"))
            ])
    }

    @Test("An IRC log takes the day from the name, and a 12-hour clock goes on after noon and midnight")
    func irc() throws {
        let reading = try Reading(text: Samples.irc, name: "2005-06-27.raw.txt")
        #expect(reading.report.format == .irc)
        #expect(reading.chats.map(\.name) == ["#reading"])
        #expect(reading.texts[1...3] == ["aze: tonight?", "* nods", "ok"])
        #expect(reading.senders == [nil, "hyt", "aze", "aze", nil])
        let start: Int64 = 1_119_830_400
        #expect(reading.messages.map { $0.sentAt.seconds - start } == [0, 43_080, 43_260, 48_600, 48_600])
        #expect(reading.messages[0].notice == .joined(names: ["xiaoman"], inviter: nil))
        #expect(reading.messages[4].notice == .left(names: ["aze"]))
        #expect(reading.report.warnings.map(\.kind) == [.twelveHourClockGuessed])
    }

    @Test("An IRC log with channel and day on each line, and one that passes midnight, are dated rightly")
    func ircDated() throws {
        let dated = try Reading(
            text: "mediawiki 2013-01-26 [15:04:04] <bot>\t hi  \nmediawiki 2013-01-27 [00:00:01] * bd waves\n")
        #expect(dated.chats.map(\.name) == ["mediawiki"])
        #expect(dated.messages.map { $0.sentAt.seconds } == [1_359_212_644, 1_359_244_801])
        let night = try Reading(text: "[23:59] <a> x\n[00:01] <b> y\n", name: "log_20240229.txt")
        #expect(night.messages.map { $0.sentAt.seconds } == [1_709_251_140, 1_709_251_260])
        #expect(night.report.warnings.isEmpty)
    }
}
