/// `insight/show`: the checkup of a community in the console.
struct InsightPage: Sendable {
    /// An index with its course.
    struct IndexCell: Sendable {
        let name: String
        let note: String
        let value: String
        let address: String?
        let spark: CheckupReportPage.Markup
        /// Against the checkup before.
        let delta: Delta?
    }

    struct Delta: Sendable {
        let text: String
        let isUp: Bool
        let isDown: Bool
        let against: String
    }

    /// One that is being made.
    struct Making: Sendable {
        let text: String
        let value: String
        let max: String
        let cancelAction: String
    }

    /// A checkup of the history.
    struct Past: Sendable {
        let address: String
        let made: ShownTime
        let who: String
        let isCurrent: Bool
        let overall: String
        let participation: String
        let activity: String
        let contribution: String
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let makeAction: String
    let making: Making?
    let canMake: Bool
    /// Why the last one came to nothing.
    let trouble: String?
    let isEmpty: Bool
    let importAddress: String?
    let indices: CheckupReportPage.Items<IndexCell>?
    let report: CheckupReportPage.Version?
    let past: [Past]
    let hasPast: Bool
    /// For staff who may keep the numbers.
    let jsonAddress: String?
}

/// `insight/people`: who is behind a number.
struct BehindPage: Sendable {
    struct Row: Sendable {
        let address: String?
        let name: String
        let portrait: Portrait
        let number: String
        let messages: String
        /// What a checkup knows of them; nil for the people of a day.
        let days: Days?
    }

    struct Days: Sendable {
        let role: String?
        let first: String
        let last: String
    }

    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let heading: String
    let explanation: String
    /// nil where it is not counted.
    let count: String?
    /// What the search carries along.
    let hidden: [Hidden]
    let hasDays: Bool
    let text: String
    let address: String
    let everybodyAddress: String
    let rows: [Row]
    let isEmpty: Bool
    let isSearched: Bool
    let next: String?
    let first: String?
    let exportAddress: String?
}
