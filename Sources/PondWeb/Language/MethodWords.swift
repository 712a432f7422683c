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
                "每周说话人数、每天消息数（按周平均）的 Theil–Sen 直线；Mann–Kendall 检验显著，或后三分之一比前三分之一差出 20% 以上，才说涨跌。",
                "Theil–Sen line of weekly speakers and of messages a day (weekly means); a rise or fall when "
                    + "the Mann–Kendall test is significant, or when the last third differs from the first by over 20%."
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
            Phrase("新人", "Newcomers"),
            Phrase(
                "有入群记录按入群算，没有就按头两周之后的第一次发言算；连线断线不算入群。又来说话的比例，只在开口已满 7 天（30 天）的人里算。",
                "By join lines, else by first messages after the first two weeks; connecting is no joining. Shares who "
                    + "speak again are of those who first spoke at least 7 (30) days ago.")
        ),
        (
            Phrase("留存", "Retention"),
            Phrase(
                "按第一次发言分期；格子是这一期的人里，后来那一周（月）还说话的占比。第一行是记录一开始就在说话的人，多半不是新人。",
                "Grouped by first message; a cell is the share who still spoke in that later week or month. The first "
                    + "row holds all who spoke when the record begins, most of them no newcomers.")
        ),
        (
            Phrase("好时段", "Best slots"),
            Phrase(
                "一周 168 个小时里，除去夜里，平均每次说话的人最多的三格；同一天相邻的只取一格，不到平均 1.2 倍的不荐。",
                "Of the week's 168 hours, nights left out, the three in which most people speak each time that they "
                    + "come round; neighbours count once, and an hour below 1.2 times the mean is not named."
            )
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
            Phrase(
                "1 减去说话人消息数的基尼系数：1 是人人说得一样多，0 是全由一个人说。",
                "1 less the Gini coefficient of messages per speaker: 1 is everybody alike, 0 all from one person.")
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
                "「犯了」要至少一个够分量的迹象；没有所需的信息，就写「看不出」，不猜。",
                "Found needs weighty signs; where what is needed is not there it says so and does not guess.")
        ),
    ]
}
