import Foundation
import PondCore
import PondDemo
import PondExchange
import PondInsight

/// Checkups of generated chats, with less and less of what a format may carry.
enum CheckupSample {
    static let generatedAt = Timestamp(seconds: 1_763_602_920)

    /// What a format leaves out.
    enum Loss: CaseIterable {
        case nothing
        /// Names alone, minutes, no replies, no member list: a text export.
        case plainText
        /// Only what people say.
        case systemLines
    }

    static func options() -> CheckupOptions {
        CheckupOptions(timeZone: TimeZone(identifier: "Asia/Shanghai"), generatedAt: generatedAt)
    }

    static func checkup(
        _ scenario: ChatScenario, seed: UInt64, loss: Loss = .nothing, messages: Int = 6000
    ) throws -> Checkup {
        try checkup(of: ChatGenerator(scenario: scenario, seed: seed, messages: messages).records(), loss: loss)
    }

    static func checkup(of records: [ChatRecord], loss: Loss = .nothing) throws -> Checkup {
        try checkup(ofExports: [records], loss: loss)
    }

    static func checkup(ofExports exports: [[ChatRecord]], loss: Loss = .nothing) throws -> Checkup {
        var builder = CheckupBuilder(options: options())
        for records in exports {
            builder.beginExport()
            for record in records {
                if let kept = reduced(record, loss) { builder.add(kept) }
            }
        }
        return try builder.finish()
    }

    private static func reduced(_ record: ChatRecord, _ loss: Loss) -> ChatRecord? {
        guard loss != .nothing else { return record }
        switch record {
        case .chat(var chat):
            chat.ownerID = nil
            return .chat(chat)
        case .person:
            return nil
        case .message(var message):
            if loss == .systemLines, message.kind == .system { return nil }
            message.sender?.accountID = nil
            message.sourceID = nil
            message.reply = nil
            if message.kind == .reply { message.kind = .text }
            message.sentAt = Timestamp(milliseconds: message.sentAt.milliseconds / 60_000 * 60_000)
            return .message(message)
        }
    }

    /// For a failing test: what was found, in short.
    static func summary(_ checkup: Checkup) -> String {
        checkup.errors.map { finding in
            let signs = finding.evidence.map { (item: Checkup.Evidence) -> String in
                let numbers = "s=\(item.share ?? -1) v=\(item.value ?? -1) n=\(item.count ?? -1)"
                return "\(item.code.rawValue)\(item.isSign ? "!" : "") \(numbers)"
            }
            return "\(finding.error.rawValue): \(finding.verdict.rawValue) \(finding.severity) \(signs)"
        }.joined(separator: "\n")
    }
}
