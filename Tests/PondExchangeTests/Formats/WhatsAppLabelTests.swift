import PondExchange
import Testing

@Suite("Lines that WhatsApp for iOS labels with a person's name")
struct WhatsAppLabelTests {
    private static let mark = "\u{200E}"

    private static func said(_ minute: Int, _ label: String, _ text: String) -> String {
        "[14.08.2024, 21:\(minute < 10 ? "0" : "")\(minute):10] \(label): \(text)\n"
    }

    private static func lines(_ lines: [(label: String, text: String)]) -> String {
        lines.enumerated().map { said($0.offset, $0.element.label, $0.element.text) }.joined()
    }

    private static let told: [(label: String, text: String, notice: ChatNotice?)] = [
        ("读书会", "\(mark)Messages and calls are end-to-end encrypted.", nil),
        ("何以棠", "\(mark)何以棠 created group “读书会”", nil),
        ("何以棠", "\(mark)何以棠 changed this group's icon", nil),
        ("何以棠", "\(mark)何以棠 changed the group name to “读书会”", .renamed(name: "读书会")),
        ("何以棠", "\(mark)何以棠 添加了 小满", .joined(names: ["小满"], inviter: "何以棠")),
        ("阿泽", "\(mark)You added 老周", .joined(names: ["老周"], inviter: "You")),
        ("许南乔", "\(mark)何以棠 added 许南乔", .joined(names: ["许南乔"], inviter: "何以棠")),
        (
            "~\u{202F}林晚", "\(mark)~\u{202F}林晚 joined using this group's invite link",
            .joined(names: ["林晚"], inviter: nil)
        ),
        (
            "\u{202A}+44 7700 900003\u{202C}",
            "\(mark)\u{202A}+44 7700 900003\u{202C} joined using this group's invite link",
            .joined(names: ["+44 7700 900003"], inviter: nil)
        ),
        ("老周", "\(mark)老周 left", .left(names: ["老周"])),
    ]

    @Test(
        "A chat that no line names is called what the file calls it",
        arguments: [
            ("WhatsApp Chat with Allotment Society.txt", "Allotment Society"), ("与读书会的 WhatsApp 聊天.txt", "读书会"),
            ("WhatsApp Chat - Crew (2).zip", "Crew"), ("chat.txt", ""),
        ])
    func fileTitle(file: String, name: String) throws {
        let text = "01/11/2025, 07:10 - Lena: when do you start garlic?\n01/11/2025, 07:11 - Olu: in October\n"
        if file.hasSuffix(".zip") {
            let archive = try TemporaryFile(archive: [("_chat.txt", text)], named: file)
            #expect(try Reading(archive.path).chats.map(\.name) == [name])
        } else {
            #expect(try Reading(text: text, name: file).chats.map(\.name) == [name])
        }
    }

    @Test("What a person does with the group is a system line, whoever the label says it is from")
    func told() throws {
        let reading = try Reading(
            text: Self.lines(Self.told.map { ($0.label, $0.text) } + [("阿泽", "大家好")]))
        #expect(reading.chats.map(\.name) == ["读书会"])
        #expect(reading.senders == Self.told.map { _ in nil } + ["阿泽"])
        #expect(reading.messages.map(\.notice) == Self.told.map(\.notice) + [nil])
        #expect(reading.people == [ChatPerson(accountID: nil, name: "何以棠", role: .owner, isListed: false)])
    }

    @Test("The group's own label is found though more lines are labelled with a person's name")
    func groupName() throws {
        let own = (0..<5).map { (label: "何以棠", text: "\(Self.mark)何以棠 changed this group's icon \($0)") }
        let reading = try Reading(
            text: Self.lines([("读书会", "\(Self.mark)Messages and calls are end-to-end encrypted.")] + own))
        #expect(reading.chats.map(\.name) == ["读书会"])
        #expect(reading.senders.allSatisfy { $0 == nil })
    }

    @Test("Ordinary words stay their writer's, also where they begin with a name or are marked")
    func ordinary() throws {
        let words = [
            "阿泽 left", "何以棠 added 许南乔", "\(Self.mark)阿泽 and I will be late", "\(Self.mark)You left your bag here",
            "\(Self.mark)You are right", "\(Self.mark)Bob added salt", "\(Self.mark)我退出了比赛",
            "\(Self.mark)image omitted",
        ]
        let reading = try Reading(
            text: Self.lines(
                [("读书会", "\(Self.mark)Messages and calls are end-to-end encrypted.")]
                    + words.map { ("阿泽", $0) }))
        #expect(reading.senders == [nil] + words.map { _ in "阿泽" })
        #expect(reading.kinds == [.system] + words.dropLast().map { _ in .text } + [.image])
    }

    @Test("One person bears one name on iOS and on Android")
    func twins() throws {
        let number = "+44 7700 900003"
        let ios = try Reading(
            text: Self.lines([("\u{202A}\(number)\u{202C}", "早"), ("~\u{00A0}林晚", "早"), ("\u{2068}阿泽\u{2069}", "早")]))
        let android = try Reading(
            text: "14/08/2024, 21:00 - \(number): 早\n14/08/2024, 21:01 - ~ 林晚: 早\n14/08/2024, 21:02 - 阿泽: 早\n")
        #expect(ios.senders == [number, "林晚", "阿泽"])
        #expect(android.senders == ios.senders)
    }
}
