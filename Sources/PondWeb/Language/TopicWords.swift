import PondInsight

/// The fields of talk.
extension CheckupWords {
    /// The words of a field's code; a code from a newer version is shown as it is.
    static func fieldName(code: String) -> Phrase {
        TopicField(rawValue: code).map(fieldName) ?? Phrase(same: ExportText.name(code))
    }

    static func fieldName(_ field: TopicField) -> Phrase {
        switch field {
        case .coffeeAndTea: Phrase("咖啡与茶", "coffee and tea")
        case .food: Phrase("吃喝", "food")
        case .outdoors: Phrase("户外", "outdoors")
        case .sport: Phrase("球赛与运动", "sport")
        case .fitness: Phrase("健身", "fitness")
        case .travel: Phrase("旅行", "travel")
        case .pets: Phrase("宠物", "pets")
        case .children: Phrase("育儿", "children")
        case .school: Phrase("学习", "school")
        case .work: Phrase("工作", "work")
        case .money: Phrase("理财", "money")
        case .property: Phrase("房子", "property")
        case .cars: Phrase("车", "cars")
        case .computing: Phrase("电脑与软件", "computing")
        case .games: Phrase("游戏", "games")
        case .film: Phrase("影视", "film")
        case .music: Phrase("音乐", "music")
        case .books: Phrase("读书", "books")
        case .beauty: Phrase("美妆护肤", "beauty")
        case .fashion: Phrase("穿搭", "fashion")
        case .health: Phrase("健康", "health")
        case .home: Phrase("家居", "home")
        case .photography: Phrase("摄影", "photography")
        case .relationships: Phrase("感情", "relationships")
        case .news: Phrase("时事", "news")
        }
    }
}
