import Foundation
import PondCore
import PondInsight
import PondPlatform
import PondTalk
import Testing

@testable import PondCommunity
@testable import PondWeb

/// What the audit log can hold, all of it: a new act, field or choice without words fails here.
@Suite("Every word of the audit log")
struct AuditWordsTests {
    /// Kinds of events and jobs that stand in the same files as acts and are none.
    private static let notActs: Set<String> = [
        "person.changed", "person.erase", "member.changed", "member.left", "group.left", "group.removed",
        "community.changed", "import.undo", "data.export", "report.filed",
    ]

    /// The acts that the sources write.
    private static func acts() throws -> Set<String> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let files = FileManager.default.enumerator(atPath: root.path())
        var acts: Set<String> = []
        while let path = files?.nextObject() as? String {
            guard path.hasSuffix(".swift") else { continue }
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
            guard text.contains("NewAuditEntry(") else { continue }
            acts.formUnion(text.matches(of: /"([a-z_]+\.[a-z_]+)"/).map { String($0.1) })
        }
        return acts.subtracting(notActs)
    }

    @Test("Every act that the sources write has a name in both languages")
    func actions() throws {
        let acts = try Self.acts()
        #expect(acts.count > 40 && acts.isSuperset(of: ["member.removed", "positioning.changed", "import.expired"]))
        for act in acts.sorted() {
            let name = AuditWords.name(of: act)
            #expect(name.chinese != act && name.english != act, "\(act)")
        }
        #expect(AuditWords.actions.allSatisfy { acts.contains($0) }, "the filter offers what is written")
    }

    /// One of everything that is written down as JSON, with all fields filled.
    private static func values() throws -> [String] {
        let positioning = Positioning(
            kind: .product, form: .mixed, purpose: .keeping, category: .frequentLow, elements: [.interest],
            portrait: "每天一杯", valueTags: ["准时"])
        let rules = GroupRules(
            name: "大厅", description: "早", slowModeSeconds: 30, quietFromMinute: 1_380, quietUntilMinute: 420,
            isOpen: true, isArchived: false)
        return [
            try ColumnJSON.text(positioning), try ColumnJSON.text(Brand()), try ColumnJSON.text(CommunitySettings()),
            try ColumnJSON.text(CommunityChange.Basics(name: "清晨", timeZone: "Asia/Shanghai", isPublic: true)),
            try ColumnJSON.text(rules),
            try ColumnJSON.text(HeldStanding(groups: [7], posts: [.init(post: .admin, group: nil)])),
            try ColumnJSON.text([
                "reason": "广告", "decision": "kept", "note": "看过", "file": "a.txt", "filter": "silent=14",
            ]),
            AuditValue.object(["set": PeopleSet.everybody.description, "name": "清晨"]),
            "{\"targets\":{},\"timeZone\":\"Asia/Shanghai\"}", "{\"isAdministrator\":true}",
        ]
    }

    @Test("Every field has a title in both languages", arguments: [ReportLanguage.chinese, .english])
    func fields(_ language: ReportLanguage) throws {
        let words = AuditWords(language: language, groups: [7: "大厅"])
        for value in try Self.values() {
            let fields = AuditDetail.fields(value)
            #expect(!fields.isEmpty)
            for field in fields.keys { #expect(words.title(of: field) != field, "\(field)") }
        }
    }

    @Test("Every value that is chosen from a few has its word", arguments: [ReportLanguage.chinese, .english])
    func choices(_ language: ReportLanguage) {
        let words = AuditWords(language: language, groups: [7: "大厅"])
        func check<Value: CaseIterable & RawRepresentable>(_ type: Value.Type, _ field: String)
        where Value.RawValue == String {
            for value in type.allCases {
                let said = words.text(.list([.text(value.rawValue)]), of: field)
                #expect(said != value.rawValue && !said.isEmpty, "\(field) \(value)")
            }
        }
        check(Post.self, "post")
        check(Positioning.Kind.self, "kind")
        check(Positioning.Form.self, "form")
        check(Positioning.Purpose.self, "purpose")
        check(Positioning.Category.self, "category")
        check(Positioning.Element.self, "elements")
        check(CommunitySettings.Door.self, "door")
        check(CommunitySettings.GuestView.self, "guestsSee")
        check(ReportDecision.self, "decision")
        for code in ["zh", "en"] { #expect(words.text(.text(code), of: "language") != code) }
        #expect(!words.text(.text("silent=14&group=7"), of: "filter").contains("="))
        #expect(words.text(.text("silent=14&group=7"), of: "filter").contains("大厅"))
        #expect(words.text(.text("everybody"), of: "set") != "everybody")
        let targets = AuditDetail.fields(
            "{\"targets\":{\"读书会\":{\"group\":{\"_0\":7}},\"闲聊\":{\"leftOut\":{}}}}")["targets"]
        let told = words.text(targets, of: "targets")
        #expect(told.contains("读书会 → 大厅") && !told.contains("leftOut"))
    }
}
