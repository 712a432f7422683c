import PondInsight

/// Days that the record does not hold.
extension CheckupWords {
    private static let stretchesNamedMax = 6

    /// So much is missing that half of the figures are.
    var isFullOfHoles: Bool { checkup.coverage.share < Self.limits.coverageShareMin }

    private var record: Phrase {
        either(Phrase("导出", "the export"), live: Phrase("导入的聊天记录", "the imported record"))
    }

    /// 这 4,814 天里，导出缺了 4,642 天。 nil where nothing is missing.
    var missing: Phrase? {
        let days = checkup.coverage.daysMissing
        guard days > 0 else { return nil }
        let total = checkup.totals.days
        return Phrase(
            "这 \(NumberWords.count(total)) 天里，\(record.chinese)缺了 \(NumberWords.count(days)) 天。",
            "Of \(NumberWords.english(total, "day", "days")), \(NumberWords.english(days, "is", "are")) missing from "
                + "\(record.english).")
    }

    /// For the limits: how many days, and the longest stretches.
    var missingDays: Phrase {
        let stretches = checkup.coverage.missing
        let named = stretches.sorted { $0.days > $1.days }.prefix(Self.stretchesNamedMax).sorted { $0.day < $1.day }
        let chinese = named.map { "\(DateWords.full($0.day).chinese)起 \(NumberWords.count($0.days)) 天" }
        let english = named.map {
            "\(NumberWords.english($0.days, "day", "days")) from \(DateWords.full($0.day).english)"
        }
        let isAll = named.count == stretches.count
        let days = checkup.coverage.daysMissing
        let whyChinese = "前后都很满、中间一条没有，不当成冷清；每天的平均只算有的日子。"
        let whyEnglish =
            "Full days stand on both sides, so it is not taken for silence; means count the days that exist."
        return Phrase(
            "\(record.chinese)缺了 \(NumberWords.count(days)) 天，共 \(NumberWords.count(stretches.count)) 段"
                + (isAll ? "：" : "，最长的是：") + chinese.joined(separator: "、") + "。" + whyChinese,
            "Missing from \(record.english) are \(NumberWords.english(days, "day", "days")) in "
                + NumberWords.english(stretches.count, "stretch", "stretches") + (isAll ? ": " : ", the longest: ")
                + english.joined(separator: ", ") + ". " + whyEnglish)
    }
}
