/// `today/show`: the console's first page.
struct TodayPage: Sendable {
    /// A number of the day, with what it is held against.
    struct Figure: Sendable {
        let label: String
        let value: String
        let unit: String
        let address: String?
        let spark: CheckupReportPage.Markup
        let change: String
        let isUp: Bool
        let isDown: Bool
        let against: String
    }

    /// Something that waits for a decision.
    struct Waiting: Sendable {
        let icon: String
        /// `k` where a clock has run out, `w` for a look, empty otherwise.
        let tone: String
        let what: String
        let why: String
        let isLate: Bool
        let address: String
        let button: String
        let isFirst: Bool
    }

    /// A group with its figures.
    struct GroupLine: Sendable {
        let address: String
        let name: String
        let membersAddress: String
        let members: String
        let speakers: String
        let share: String
        let speakersAddress: String?
        let today: String
        let week: String
    }

    /// One of the five errors, as the last checkup saw it.
    struct ErrorCell: Sendable {
        let name: String
        let tag: String
        let tagClass: String
        let meter: CheckupReportPage.Markup?
        /// The figure that tells most.
        let what: String
        let step: String
        let stepAddress: String
    }

    /// What to begin with in a community where nothing has happened.
    struct Beginning: Sendable {
        let title: String
        let why: String
        let address: String
        let button: String
        let isFirst: Bool
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let inviteAddress: String?
    let beginnings: [Beginning]
    let isNew: Bool
    let isCounting: Bool
    let figures: [Figure]
    let hasFigures: Bool
    /// Which days the figures count.
    let figuresHint: String
    let tasks: [Waiting]
    let taskCount: String
    let isDone: Bool
    let chart: CheckupReportPage.Chart?
    let chartFact: String
    let table: CheckupReportPage.Table?
    let groups: [GroupLine]
    let hasGroups: Bool
    let groupsFact: String
    let groupsAddress: String
    let errors: [ErrorCell]
    let hasErrors: Bool
    let insightAddress: String
}
