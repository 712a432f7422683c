/// The formulas that are the same for each checkup.
enum MethodWords {
    static let all: [(name: Phrase, formula: Phrase)] = [
        (
            Phrase("健康分", "Health score"),
            Phrase("三个指数的平均，减去五个致命错误的扣分。", "The mean of the three indices, less what the five errors cost.")
        ),
        (
            Phrase("趋势", "Trend"),
            Phrase(
                "每周说话人数的 Theil–Sen 斜率，Mann–Kendall 检验显著才说涨跌。",
                "Theil–Sen slope of weekly speakers; a rise or fall when the Mann–Kendall test is significant."
            )
        ),
        (
            Phrase("转折", "Change points"),
            Phrase(
                "序列的平均水平从这天起显著不同，p 是看错的概率上限。",
                "The mean level differs significantly from this day on; p bounds the chance of seeing it by luck.")
        ),
        (
            Phrase("比例的区间", "Intervals"),
            Phrase("95% 的 Wilson 区间；人太少就不给比例。", "95% Wilson intervals; no share is given for too few people.")
        ),
        (
            Phrase("留存", "Retention"),
            Phrase(
                "按第一次发言分期；格子是这一期的人里，后来那一周（月）还说话的占比。",
                "Grouped by first message; a cell is the share who still spoke in that later week or month.")
        ),
        (
            Phrase("好时段", "Best slots"),
            Phrase(
                "一周 168 个小时里，来过的人数高于平均、且多数周都有人在的三格。",
                "Of the week's 168 hours, the three that many people visit and that are alive in most weeks.")
        ),
        (
            Phrase("影响力", "Influence"),
            Phrase(
                "谁回应谁连成网，算 PageRank（Page 等，1999）：被有影响的人回应，自己也更有影响。",
                "PageRank (Page et al. 1999) over who answers whom: being answered by the influential counts more.")
        ),
        (
            Phrase("小圈子", "Circles"),
            Phrase(
                "Leiden 算法（Traag 等，2019）：圈里往来多、圈外往来少。",
                "The Leiden algorithm (Traag et al. 2019): many ties inside, few outside.")
        ),
        (
            Phrase("桥梁", "Bridges"),
            Phrase(
                "跨圈往来里属于这个人的占比，和经过他的最短路占比（中介中心度）。",
                "A person's share of ties between circles, and of shortest paths (betweenness).")
        ),
        (
            Phrase("去中心化指数", "Decentralisation"),
            Phrase("1 是人人说得一样多，0 是全由一个人说。", "1: everybody speaks alike; 0: all comes from one person.")
        ),
        (
            Phrase("有用、灌水、推广", "Value, small talk, promotion"),
            Phrase(
                "每句话按规则和词表归类，拿不准的不归。",
                "Each line is classed by rules and word lists; what is unsure is left out.")
        ),
        (
            Phrase("结论", "Verdicts"),
            Phrase(
                "「犯了」要至少一个够分量的迹象；导出里没有所需的信息，就写「看不出」，不猜。",
                "Found needs weighty signs; where the export lacks what is needed it says so and does not guess.")
        ),
    ]
}
