/// A refusal that a person can act on: a stable code, and what was wrong with which field.
///
/// Programming errors and broken machines are not `AppError`s; they end as "unknown error" with a request id.
package struct AppError: Error, Hashable, Sendable {
    /// What went wrong, stable for ever: API clients, translations and tests key on it.
    package enum Code: String, CaseIterable, Sendable {
        case communityNotFound = "community.not_found"
        case communityAmbiguous = "community.ambiguous"
        case groupNotFound = "group.not_found"
        case groupAmbiguous = "group.ambiguous"
        case importNotFound = "import.not_found"
        case importRunning = "import.running"
        case importAlreadyUndone = "import.already_undone"
        case nothingToRead = "read.nothing"
        case severalChats = "read.several_chats"
        case communityNameMissing = "community.name_missing"
        case communityNameTooLong = "community.name_too_long"
        case timeZoneUnknown = "time_zone.unknown"
        case fileNotReadable = "file.not_readable"
        case fileNotWritable = "file.not_writable"
        case outputNotWritable = "output.not_writable"
        case databaseMissing = "database.missing"
        case databaseNotOpened = "database.not_opened"
        case notADatabase = "database.not_a_database"
        case ownerNotFound = "owner.not_found"
    }

    package let code: Code
    /// Values that fill the wording, such as the name that was not found.
    package let values: [String]

    package init(_ code: Code, _ values: String...) {
        self.init(code: code, values: values)
    }

    package init(code: Code, values: [String]) {
        self.code = code
        self.values = values
    }
}

extension AppError: CustomStringConvertible {
    /// The wording for a terminal, in English: what happened and what to do.
    package var description: String {
        let first = values.first ?? ""
        let rest = values.dropFirst().joined(separator: ", ")
        switch code {
        case .communityNotFound: return "There is no community called “\(first)” in this database."
        case .communityAmbiguous: return "More than one community is called “\(first)”: name it by id (\(rest))."
        case .groupNotFound:
            return first.isEmpty
                ? "This community has no groups yet." : "There is no group called “\(first)” in this community."
        case .groupAmbiguous:
            return "The community has several groups (\(values.joined(separator: ", "))): name one with --group."
        case .importNotFound: return "There is no import \(first). `pond imports` lists them."
        case .importRunning:
            return "Import \(first) is still being written by another process. Wait for it, or stop it first."
        case .importAlreadyUndone: return "Import \(first) was undone before; nothing is left to undo."
        case .nothingToRead: return "\(first) holds no messages."
        case .severalChats:
            let names = values.joined(separator: ", ")
            return "There are several chats: \(names). Choose one with --chat, or see them as one with --together."
        case .communityNameMissing: return "A community needs a name."
        case .communityNameTooLong: return "A community's name has at most \(first) characters."
        case .timeZoneUnknown: return "“\(first)” is no time zone. Use a name such as Asia/Shanghai or UTC."
        case .fileNotReadable: return "\(first) cannot be read. Check the name and that you may open it."
        case .fileNotWritable: return "\(first) cannot be written. Choose another place."
        case .outputNotWritable: return "Standard output cannot be written: the disk is full, or nobody reads it."
        case .databaseNotOpened:
            return "\(first) cannot be opened. Check that its folder exists and that you may read and write there."
        case .notADatabase: return "\(first) is no database."
        case .ownerNotFound:
            return "Nobody here is called “\(first)”. Give --owner a name or account as the export writes it."
        case .databaseMissing:
            return "There is no database at \(first). Name it with --database, or import something first."
        }
    }
}
