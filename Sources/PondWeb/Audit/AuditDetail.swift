import Foundation
import PondCommunity

/// What an act changed, as the audit log keeps it.
enum AuditDetail: Decodable, Hashable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([AuditDetail])
    case fields([String: AuditDetail])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([AuditDetail].self) {
            self = .list(list)
        } else {
            self = .fields(try container.decode([String: AuditDetail].self))
        }
    }

    /// Of a column; a list, such as of posts, stands under the empty name.
    static func fields(_ json: String?) -> [String: AuditDetail] {
        guard let json, let detail = try? JSONDecoder().decode(AuditDetail.self, from: Data(json.utf8)) else {
            return [:]
        }
        if case .fields(let fields) = detail { return fields }
        return ["": detail]
    }
}

/// One thing that an act changed, in words.
struct AuditChange: Sendable {
    let title: String
    /// Empty where there was nothing.
    let before: String
    let after: String
    let hasBoth: Bool

    /// What differs between the two columns of an entry, in the order of the titles.
    static func all(
        before: String?, after: String?, groups: [Int64: String], _ language: ReportLanguage
    ) -> [AuditChange] {
        let old = AuditDetail.fields(before)
        let new = AuditDetail.fields(after)
        let words = AuditWords(language: language, groups: groups)
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.compactMap { name in
            let (was, became) = (words.text(old[name], of: name), words.text(new[name], of: name))
            guard was != became else { return nil }
            return AuditChange(
                title: words.title(of: name), before: was, after: became, hasBoth: !was.isEmpty && !became.isEmpty)
        }
    }
}
