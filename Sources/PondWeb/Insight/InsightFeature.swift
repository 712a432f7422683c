import PondCommunity
import PondInsight
import PondStore
import PondTalk

/// 今日 and 分析: what the server says about how a community does.
struct InsightFeature: Sendable {
    let database: Database
    let shells: Shells

    var routes: [Route] {
        let checkups = Checkups(database)
        let reader = TodayReader(
            facts: DailyFacts(database), checkups: checkups, arrivals: Arrivals(database),
            directory: MemberDirectory(database), groups: Groups(database), sizes: GroupSizes(database),
            reports: Reports(database), imports: Imports(database), invitations: Invitations(database))
        return TodayRoutes(reader: reader, shells: shells).routes
            + InsightRoutes(database: database, checkups: checkups, shells: shells).routes
            + InsightAPIRoutes(checkups: checkups).routes
    }
}
