package import PondCommunity
import PondCore
package import PondPlatform
package import PondStore
package import PondTalk

/// Fills a database with the demo's community by doing what its people did, through the verbs that people use, each at
/// the moment of a simulated clock. Nothing is inserted past them, so permissions, events and time lines are right.
package struct DemoFilling: Sendable {
    /// Known to everybody who reads this; it protects nothing but made-up people.
    package static let password = "morning-pour-over"
    /// A password that is published is not worth the tenth of a second that a real one takes.
    private static let passwordCost = PasswordCost(rounds: 1 << 10, parallelism: 1)

    /// What came of it.
    package struct Filled: Sendable {
        package let accounts: InstallationSettings.DemoAccounts
        package let communityName: String
        package let memberCount: Int
        package let messageCount: Int
        /// The owner's, by which more can be done in their name.
        package let owner: Standing
    }

    private let database: Database
    private let clock: SimulatedClock
    private let plan: DemoPlan
    private let pictures: Pictures?

    /// - Parameters:
    ///   - database: one that takes its time from `clock`, which stands at the plan's start.
    ///   - pictures: nil leaves the pictures out.
    package init(_ database: Database, clock: SimulatedClock, plan: DemoPlan, pictures: Pictures? = nil) {
        self.pictures = pictures
        self.database = database
        self.clock = clock
        self.plan = plan
    }

    /// - Parameter progress: told the share that is done, now and then.
    /// - Throws: `AppError.databaseInUse` where people or communities are already, and what the verbs throw.
    package func fill(_ progress: (Double) -> Void = { _ in }) async throws -> Filled {
        let installation = Installation(database)
        let accounts = Accounts(
            database, passwords: Passwords(cost: Self.passwordCost), secret: try await installation.secret())
        guard try await accounts.awaitsFirstRun(),
            try await Communities(database).all(foundedOnly: false).isEmpty
        else { throw AppError(.databaseInUse) }
        var stage = try await DemoStage(database, accounts: accounts, people: plan.people, pictures: pictures)
        for (position, act) in plan.acts.enumerated() {
            clock.advance(to: act.at)
            try await stage.perform(act)
            if position % 50 == 0 { progress(Double(position) / Double(plan.acts.count)) }
        }
        let known = InstallationSettings.DemoAccounts(
            owner: plan.people[DemoPeople.owner].address, member: plan.people[DemoPeople.guide].address,
            password: Self.password)
        try await installation.change(as: .machine) { $0.demo = known }
        return Filled(
            accounts: known, communityName: Cast.communityName, memberCount: stage.memberCount,
            messageCount: stage.messageCount, owner: try stage.standing(of: DemoPeople.owner))
    }
}
