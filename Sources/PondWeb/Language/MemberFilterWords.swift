import PondCommunity
import PondCore

/// The conditions of a list of members, in words.
enum MemberFilterWords {
    static func text(_ text: String) -> Phrase { Phrase("名字含「\(text)」", "name has “\(text)”") }
    static func group(_ name: String) -> Phrase { Phrase("在「\(name)」", "in “\(name)”") }
    static let groupless = Phrase("没进任何群", "in no group")
    static let oneImport = Phrase("同一次导入的", "came with one import")
    static let former = Phrase("已离开", "left")
    static func invitation(_ code: String) -> Phrase { Phrase("凭邀请 \(code) 来", "came by invitation \(code)") }
    static func inviter(_ name: String) -> Phrase { Phrase("\(name) 请来的", "invited by \(name)") }

    /// All of them; groups by their names, where they are known.
    static func conditions(_ filter: MemberFilter, groups: [Int64: String]) -> [Phrase] {
        var said: [Phrase] = []
        if let text = filter.text { said.append(self.text(text)) }
        if let post = filter.post { said.append(CommunityWords.name(of: post)) }
        if let group = filter.group { said.append(self.group(groups[group.rawValue] ?? group.description)) }
        if filter.isGroupless { said.append(groupless) }
        if let days = filter.joinedWithinDays { said.append(MemberWords.joinedWithin(days)) }
        if let days = filter.silentDays { said.append(MemberWords.silentFor(days)) }
        if filter.invitation != nil { said.append(Phrase("凭一张邀请来", "came by one invitation")) }
        if filter.inviter != nil { said.append(Phrase("同一个人请来的", "invited by one member")) }
        if filter.importID != nil { said.append(oneImport) }
        if let origin = filter.origin { said.append(MemberWords.name(of: origin)) }
        if filter.isFormer { said.append(former) }
        return said
    }
}
