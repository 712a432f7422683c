/// `chat/reports`: reports that wait for a decision, or those that were decided.
struct ReportsPage: Sendable {
    struct Row: Sendable {
        let reporter: String
        let author: String?
        let groupName: String
        let reason: String
        let note: String?
        let words: String
        let pictures: PicturesView?
        let time: ShownTime
        let messageAddress: String
        /// Where it is decided; nil for one that was.
        let action: String?
        let decision: Decision?
    }

    struct Decision: Sendable {
        let title: String
        let isRecalled: Bool
        let by: String
        let time: ShownTime
        let note: String?
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let tabs: [TabLink]
    let rows: [Row]
    let isEmpty: Bool
    let isDecided: Bool
    /// The next page.
    let older: String?
}

/// A tab of a page: another list of the same things.
struct TabLink: Sendable {
    let address: String
    let title: String
    let isCurrent: Bool
}
