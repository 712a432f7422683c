import PondCore
import PondExchange
import PondStore
import PondTalk
import PondWeb
import Testing

@testable import pond

@Suite("What the terminal says, in Chinese and in English")
struct LanguageTests {
    private static func isHan(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// Chinese without an English word: what stands in the values is not ours.
    private func check(_ sentence: Phrase, allowed: Set<String> = []) {
        #expect(Self.isHan(sentence.chinese), "\(sentence.chinese)")
        #expect(!Self.isHan(sentence.english) && !sentence.english.isEmpty, "\(sentence.english)")
        let words = sentence.chinese.split { !$0.isASCII || !$0.isLetter && $0 != "-" && $0 != "." }.map(String.init)
        let known: Set<String> = [
            "pond", "import", "imports", "--undo", "--chat", "--together", "--group",
            "--owner", "--database", "--language", "--all-notes", "UTC",
            "Asia", "Shanghai", "x", "UTF-", "GB", "JSON", "RFC", "JPEG", "PNG", "WebP", "GIF", "Slack", "IRC",
            "channels.json",
            "--help", "--community", "--checkup", "--export", "OUT.html", "OUT.jsonl", "checkup", "a.txt", "---",
        ]
        for word in words where word.first?.isLetter == true || word.hasPrefix("--") {
            #expect(known.union(allowed).contains(word), "“\(word)” in \(sentence.chinese)")
        }
    }

    @Test("Every refusal of ours, of a reader and of the database has words in both")
    func errors() throws {
        for code in AppError.Code.allCases {
            check(try #require(ErrorWords.sentence(AppError(code, "x", "x"))))
        }
        for problem in FieldError.Problem.allCases {
            let error = AppError(code: .fieldsInvalid, fields: [FieldError("x", problem, "x")])
            check(try #require(ErrorWords.sentence(error)))
            #expect(ErrorWords.sentence(error)?.chinese.hasPrefix("x：") == true)
        }
        for code in ChatReadError.Code.allCases {
            let error = ChatReadError(
                code: code, path: "x", entry: "x", line: 3, expected: .closingQuote, messagesRead: 1, skippedCount: 2)
            check(try #require(ErrorWords.sentence(error)))
        }
        let store: [StoreError] = [
            .unique(constraint: "x"), .foreignKey(constraint: "x"), .check(constraint: "x"), .notNull(column: "x"),
            .serialisation, .connectionLost("x"), .commitUnknown, .diskFull("x"), .readOnly("x"), .timeout("x"),
            .databaseFromTheFuture(found: 2, known: 1), .noNodeFree, .closed, .engine(code: "x", message: "x"),
        ]
        for error in store { check(try #require(ErrorWords.sentence(error))) }
    }

    @Test("Everything that a reader can expect, and every note, has words in both")
    func reading() {
        let expected: [ChatExpectation] = [
            .shape("x"), .seconds(field: "x"), .moment(field: "x"), .number(field: "x"), .field(oneOf: ["x", "x"]),
            .fieldValue(field: "x", oneOf: ["x"]), .fields(oneOf: [9, 12], found: 3), .closingQuote, .dateBeforeMessage,
            .dateInOrder, .oneObjectALine, .validJSON, .closedJSON, .levels(countMax: 1), .lineBytes(max: 1),
            .messageBytes(max: 1), .valueBytes(max: 1), .packing(ratioMax: 1), .export, .exportNotEmpty,
            .exportUnpacked,
            .text(.utf32), .text(.zeroBytes), .text(.neither), .text(.noConverter("x")), .file(insteadOf: .folder),
            .file(insteadOf: .pipeOrDevice), .chat("x", known: ["x"]), .told("x"),
        ]
        for item in expected {
            check(ReadingWords.skipped(ChatReadSkip(entry: nil, line: 3, expected: item), file: "a.txt"))
        }
        check(ReadingWords.skippedInAll(6, file: "a.txt"))
        for kind in ChatReadWarning.Kind.allCases {
            check(ReadingWords.note(ChatReadWarning(kind: kind, count: 1, entry: nil, line: 2), file: "a.txt"))
        }
    }

    @Test("What the server and the list of people say has words in both")
    func serving() {
        for phrase in [
            ServerWords.isAt("x"), ServerWords.firstRun("x"), ServerWords.worksWithoutPages,
            ServerWords.gateway("x", secret: "x"), PeopleWords.password, PeopleWords.again,
            PeopleWords.passwordSet("x"), PeopleWords.runsInstallation("x"), PeopleWords.sessionsEnded(2),
        ] {
            check(phrase, allowed: ["--roles", "worker"])
        }
    }

    @Test("The locale chooses, and --language before it")
    func choice() {
        #expect(ReportLanguage.named(by: ["LANG": "zh_CN.UTF-8"]) == .chinese)
        #expect(ReportLanguage.named(by: ["LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"]) == .english)
        #expect(ReportLanguage.named(by: ["LC_ALL": "", "LANG": "zh_TW"]) == .chinese)
        for locale in ["", "C", "C.UTF-8", "POSIX"] { #expect(ReportLanguage.named(by: ["LANG": locale]) == nil) }
        #expect(LanguageOption.terminal(arguments: ["pond", "--language", "zh"]).language == .chinese)
        #expect(LanguageOption.terminal(arguments: ["pond", "--language=zh", "x"]).language == .chinese)
    }

    @Test("One line is one line, two are two")
    func plurals() {
        #expect(Phrase.english(1, "message") == "1 message" && Phrase.english(2, "message") == "2 messages")
    }
}
