import PondInsight
import PondStore

/// 今日 and 分析: what the server says about how a community does.
struct InsightFeature: Sendable {
    let database: Database
    let shells: Shells

    var routes: [Route] {
        let checkups = Checkups(database)
        return InsightRoutes(database: database, checkups: checkups, shells: shells).routes
            + InsightAPIRoutes(checkups: checkups).routes
    }
}
