/// Lines that tell a group's new name: `"阿泽"修改群名为“读书会”`, `aze changed the group name from “A” to “B”`.
enum RenamedNotice {
    /// Longer names are not believed.
    private static let nameBytesMax = 512

    static func read(_ line: Bytes) -> ChatNotice? {
        for sign in signs {
            guard let hit = line.index(of: sign) else { continue }
            let name = NoticeWording.unquoted(newest(line.dropping(hit + sign.utf8CodeUnitCount)))
            if name.count > 0, name.count <= nameBytesMax { return .renamed(name: name.string) }
        }
        return nil
    }

    /// What follows the old name, where that is told too.
    private static func newest(_ rest: Bytes) -> Bytes {
        var name = rest.trimmed
        if name.hasSuffix("。") { name = name.slice(0, name.count - 3) }
        for change in changes {
            guard let hit = name.index(of: change) else { continue }
            return name.dropping(hit + change.utf8CodeUnitCount)
        }
        return name
    }

    private static let signs: [StaticString] = [
        "修改群名为", "修改群名称为", "修改了群名称为", "修改群聊名称为", "修改群名為", "修改群組名稱為",
        "将群组名称更改为", "将群名称更改为", "将群名更改为", "将群聊名称更改为", "将群组名称从", "将群名称从",
        "將群組名稱更改為", "將群組名稱變更為", "將群組名稱改為", "將群組名稱從",
        " changed the group name to ", " changed the group name from ", " changed the subject to ",
        " changed the subject from ", " changed the name of the group to ",
    ]
    private static let changes: [StaticString] = [
        "\" to \"", "” to “", "”更改为“", "\"更改为\"", "”改为“", "\"改为\"", "”變更為“", "\"變更為\"", "」變更為「",
    ]
}
