import PondCommunity
import PondStore

/// Everything of the chat that the server serves.
struct ChatFeature: Sendable {
    private let database: Database
    private let live: LiveHub
    private let api: ChatAPI
    private let shells: Shells

    init(_ database: Database, live: LiveHub, shells: Shells, intake: PictureIntake) {
        self.database = database
        self.live = live
        self.shells = shells
        api = ChatAPI(database, intake: intake)
    }

    var routes: [Route] {
        LiveRoutes(database: database, hub: live).routes + api.routes + PictureRoutes(api: api).routes
            + GroupFormRoutes(api: api, shells: shells).routes
            + ReportRoutes(reports: api.reports, shells: shells).routes
            + ChatPageRoutes(side: .member, api: api, shells: shells).routes
            + ChatPageRoutes(side: .console, api: api, shells: shells).routes
    }
}
