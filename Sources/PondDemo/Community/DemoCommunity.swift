import PondCommunity

/// What 清晨手冲 says of itself.
enum DemoCommunity {
    static let founding = FoundingDraft(
        name: Cast.communityName, slogan: "慢一点，香一点", ownerName: "何以棠", firstGroup: DemoGroup.hall.name)

    static func change(of version: Int64) -> CommunityChange {
        CommunityChange(
            version: version,
            brand: Brand(slogan: "慢一点，香一点", initials: "晨", colourLight: "#8a4a22", colourDark: "#e3a77c"),
            positioning: Positioning(
                kind: .product, form: .mixed, purpose: .keeping, category: .frequentLow,
                elements: [.interest, .identity, .value],
                portrait: "住在城里、每天早起十分钟给自己冲一杯的人。多半是上班族和年轻父母，愿意为一支好豆子多花二十块，不愿意被推销。周末想出门，但不想一个人。",
                valueTags: ["手冲", "早起", "分享参数", "不催单", "周末露营"]))
    }

    static let invitationNotes = [
        "何以棠": "店里吧台的二维码", "江栀": "秋季团豆海报", "老周": "老朋友介绍", "小满": "杯测夜", "阿泽": "磨豆机保养课", "许南乔": "周末露营",
    ]
}
