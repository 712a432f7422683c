import Foundation
import PondCore
import PondExchange
import Testing

@Suite("Logs as the usual IRC clients write them")
struct IRCClientTests {
    /// 2005-06-27 00:00 UTC.
    private static let day: Int64 = 1_119_830_400

    private static let irssi = """
        --- Log opened Mon Jun 27 21:00:00 2005
        21:00 -!- xiaoman [~xm@example.com] has joined #reading
        21:00 <@hyt> aze: tonight?
        21:01  * aze nods
        21:02 < aze> <later> then
        21:03 -!- mode/#reading [+o aze] by hyt
        --- Day changed Tue Jun 28 2005
        00:01 -!- aze was kicked from #reading by hyt [flood]
        00:02 <+xiaoman> night
        --- Log closed Tue Jun 28 00:03:00 2005

        """

    private static let weeChat = """
        2005-06-27 21:00:00\t-->\txiaoman (~xm@example.com) has joined #reading
        2005-06-27 21:00:10\t@hyt\taze: tonight?
        2005-06-27 21:01:00\t *\taze nods
        2005-06-27 21:02:00\taze\tone\ttwo
        2005-06-27 21:03:00\t--\tMode #reading [+o aze] by hyt
        2005-06-28 00:01:00\t<--\thyt has kicked aze (flood)
        2005-06-28 00:02:00\t+xiaoman\tnight

        """

    private static let hexChat = """
        **** BEGIN LOGGING AT Mon Jun 27 21:00:00 2005

        Jun 27 21:00:00 *\tNow talking on #reading
        Jun 27 21:00:05 *\txiaoman (~xm@example.com) has joined
        Jun 27 21:00:10 <hyt>\taze: tonight?
        Jun 27 21:01:00 *\taze nods
        Jun 27 21:02:00 *\thyt gives channel operator status to aze
        Jun 27 21:02:01 *\thyt sets mode +n on #reading
        Jun 28 00:01:00 *\thyt has kicked aze from #reading (flood)
        Jun 28 00:02:00 <xiaoman>\tnight
        **** ENDING LOGGING AT Tue Jun 28 00:03:00 2005

        """

    private static let mirc = """
        Session Start: Mon Jun 27 21:00:00 2005
        Session Ident: #reading
        [21:00] * xiaoman (~xm@example.com) has joined #reading
        [21:00] <@hyt> aze: tonight?
        [21:01] * aze nods
        [21:02] * hyt sets mode: +o aze
        Session Time: Tue Jun 28 00:00:00 2005
        [00:01] * aze was kicked by hyt (flood)
        [00:02] <+xiaoman> night
        Session Close: Tue Jun 28 00:03:00 2005

        """

    @Test(
        "Day, people, what they do and who comes and goes are read from each",
        arguments: [irssi, weeChat, hexChat, mirc])
    func read(_ log: String) throws {
        let reading = try Reading(text: log, name: "client.log")
        #expect(reading.report.format == .irc)
        #expect(reading.report.skippedCount == 0 && reading.report.warnings.isEmpty)
        #expect(reading.report.chats.map(\.name) == ["#reading"])
        let said = reading.messages.filter { $0.sender != nil }
        #expect(said.first?.sender?.name == "hyt" && said.first?.text == "aze: tonight?")
        #expect(said[1].sender?.name == "aze" && said[1].text == "* nods")
        #expect(said.last?.sender?.name == "xiaoman" && said.last?.text == "night")
        let notices = reading.messages.compactMap(\.notice)
        #expect(
            notices == [.joined(names: ["xiaoman"], inviter: nil), .removed(names: ["aze"], remover: "hyt")])
        #expect(reading.messages[0].sentAt.seconds == Self.day + 21 * 3600)
        #expect(reading.messages.last?.sentAt.seconds == Self.day + 86_400 + 120)
    }

    @Test("Words that look like marks stay words")
    func words() throws {
        let angled = try Reading(text: Self.irssi, name: "irssi.log").texts
        #expect(angled.contains("<later> then"))
        let tabbed = try Reading(text: Self.weeChat, name: "weechat.log").texts
        #expect(tabbed.contains("one\ttwo"))
        let acts =
            "[10:00] * aze has left the building\n[10:01] * aze is now known as the one who waits\n"
            + "[10:02] * aze has quit smoking\n[10:03]  * aze sets mode +r bed\n"
        let said = try Reading(text: acts, name: "2005-06-27.log")
        #expect(said.senders == ["aze", "aze", "aze", "aze"])
        let hexChat = try Reading(text: Self.hexChat, name: "hexchat.log").senders.compactMap { $0 }
        #expect(hexChat == ["hyt", "aze", "xiaoman"])
    }

    @Test("WeeChat's newer stamps are UTC, whatever the zone of the reader")
    func newerStamps() throws {
        let file = try TemporaryFile("2005-06-27 13:00:10.123456Z\thyt\thi\n2005-06-27 13:00:11.5Z\t--\tbye\n")
        var moments: [Int64] = []
        for zone in ["Asia/Shanghai", "Europe/London"] {
            let options = ChatExportOptions(timeZone: try #require(TimeZone(identifier: zone)))
            _ = try ChatExportReader(path: file.path, options: options).read { record in
                if case .message(let message) = record { moments.append(message.sentAt.seconds - Self.day) }
            }
        }
        #expect(moments == [46_810, 46_811, 46_810, 46_811])
    }

    @Test("HexChat's days of spring are of the year after the one in which the log began")
    func newYear() throws {
        let log = "**** BEGIN LOGGING AT Fri Dec 30 21:00:00 2005\nDec 30 21:00:00 <a>\tx\nJan  1 00:00:01 <a>\ty\n"
        let reading = try Reading(text: log, name: "hexchat.log")
        #expect(reading.messages.map(\.sentAt.seconds) == [1_135_976_400, 1_136_073_601])
        #expect(reading.report.warnings.isEmpty)
        let bare = try Reading(text: "Dec 30 21:00:00 <a>\tx\nJan  1 00:00:01 <a>\ty\n", name: "hexchat.log")
        #expect(bare.report.warnings.map(\.kind) == [.yearGuessed])
        #expect(bare.messages[1].sentAt.seconds - bare.messages[0].sentAt.seconds == 97_201)
    }

    @Test("ZNC's stars are the server's")
    func bouncer() throws {
        let log =
            "[10:00:01] *** Joins: aze (~aze@example.com)\n[10:00:02] <aze> hi\n"
            + "[10:00:03] *** Quits: aze (~aze@example.com) (bye)\n"
        let reading = try Reading(text: log, name: "2005-06-27.log")
        #expect(reading.senders == [nil, "aze", nil])
        #expect(reading.messages.map(\.notice) == [.joined(names: ["aze"], inviter: nil), nil, .left(names: ["aze"])])
    }

    @Test("A log whose day nobody tells is dated by the file, and that is told for each line")
    func unknownDay() throws {
        let file = try TemporaryFile("[10:00] <aze> hi\n[10:01] <aze> there\n", name: "plain.log")
        let written = Date(timeIntervalSince1970: 1_580_601_600)
        try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: file.path)
        let reading = try Reading(file.path)
        #expect(reading.messages.map(\.sentAt.seconds) == [1_580_637_600, 1_580_637_660])
        #expect(
            reading.report.warnings == [ChatReadWarning(kind: .dateGuessed, count: 2, entry: nil, line: 1)])
        #expect(try Reading(text: "[10:00] <aze> hi\n", name: "2005-06-27.log").report.warnings.isEmpty)
    }
}
