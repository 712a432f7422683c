/// `exchange/list`: bringing files, what is under way, what was imported, exports.
struct ExchangePage: Sendable {
    struct UploadRow: Sendable {
        let address: String
        let file: String
        let size: String
        let person: String?
        let time: ShownTime
        let state: String
        let tone: String?
        let progress: ProgressBarView?
    }

    struct ImportRow: Sendable {
        let address: String
        let file: String
        let format: String
        let person: String?
        let time: ShownTime
        let state: String
        let tone: String?
        let added: String
        let known: String
        let skipped: String
        let undo: String?
        let isHalf: Bool
    }

    struct ExportRow: Sendable {
        let name: String
        let address: String
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let mayImport: Bool
    let mayExport: Bool
    /// Carries the form's token and key, because the body is read as it arrives.
    let uploadAction: String
    let sizeMax: String
    let error: String?
    let hasUploads: Bool
    let uploads: [UploadRow]
    let hasImports: Bool
    let imports: [ImportRow]
    let isEmpty: Bool
    let next: String?
    let first: String?
    let isBusy: Bool
    let hasGroups: Bool
    let groups: [ExportRow]
    let exportAll: String?
    let membersAddress: String
}

/// How far a job is.
struct ProgressBarView: Sendable {
    /// Nil where nobody knows the end.
    let percent: String?
    let words: String
}

/// A step of an import, as the line of steps shows it.
struct ExchangeStep: Sendable {
    let title: String
    let isDone: Bool
    let isCurrent: Bool
}

/// `exchange/upload`: one file on its way.
struct UploadPage: Sendable {
    struct Chat: Sendable {
        let field: String
        let name: String
        let facts: String
        let targets: [FormChoice]
    }

    struct Looked: Sendable {
        let format: String
        let messages: String
        let people: String
        let from: String
        let until: String?
        let skipped: String
        let hasSkipped: Bool
        let earlier: ShellLink?
        let quiet: String?
        let notes: [String]
        let chats: [Chat]
        let timeZone: String
        let zones: [String]
        let planAction: String
        let zoneError: String?
        let chatsError: String?
    }

    struct Ready: Sendable {
        let added: String
        let known: String
        let skipped: String
        let newPeople: String
        let knownPeople: String
        let groups: [ImportResultPage.Group]
        let shifted: String?
        let hasNothingNew: Bool
        let confirm: String
        let confirmAction: String
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let steps: [ExchangeStep]
    let file: String
    let facts: String
    let isBusy: Bool
    let state: String
    let tone: String?
    let progress: ProgressBarView?
    let looked: Looked?
    let ready: Ready?
    let failure: String?
    let known: ShellLink?
    let isDiscarded: Bool
    let discardAction: String?
    /// When it is given up by itself.
    let expiry: String?
    let skipsAddress: String?
    let skips: [String]
    let listAddress: String
}

/// `exchange/import`: what an import brought.
struct ImportResultPage: Sendable {
    struct Group: Sendable {
        let name: String
        let address: String?
        let isNew: Bool
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let hasSteps: Bool
    let steps: [ExchangeStep]
    let file: String
    let facts: String
    let state: String
    let tone: String?
    let added: String
    let known: String
    let skipped: String
    let people: String
    /// Those people; nil where there are none.
    let peopleAddress: String?
    let groups: [Group]
    let shifted: String?
    let skipsAddress: String?
    let skips: [String]
    let undo: String?
    let undoUntil: String?
    let isHalf: Bool
    let isBusy: Bool
    let progress: ProgressBarView?
    let listAddress: String
}
