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
        /// Values: the file, the group for which it would be taken.
        case chatUncertain = "import.chat_uncertain"
        case groupArchived = "group.archived"
        case groupMembershipNeeded = "group.membership_needed"
        case messageNotFound = "message.not_found"
        case memberMuted = "posting.muted"
        case slowMode = "posting.slow_mode"
        case quietHours = "posting.quiet_hours"
        case recallTooLate = "recall.too_late"
        case recallNeedsReason = "recall.needs_reason"
        case reportNotFound = "report.not_found"
        case reportDecided = "report.decided"
        case importNotFound = "import.not_found"
        case importRunning = "import.running"
        case importAlreadyUndone = "import.already_undone"
        case undoTooLate = "import.undo_too_late"
        case uploadNotFound = "upload.not_found"
        case uploadNotWaiting = "upload.not_waiting"
        case fileMissing = "upload.file_missing"
        case pictureNotFound = "picture.not_found"
        case pictureUnreadable = "picture.unreadable"
        case pictureTooLarge = "picture.too_large"
        case picturesTooMany = "picture.too_many"
        case nothingToRead = "read.nothing"
        case severalChats = "read.several_chats"
        /// Values: the files, which hold chats of different people.
        case severalFiles = "read.several_files"
        case fieldsInvalid = "input.fields_invalid"
        case inputTooLarge = "input.too_large"
        case inputUnreadable = "input.unreadable"
        case memberNotFound = "member.not_found"
        case memberRemoved = "member.removed"
        case alreadyMember = "member.already_here"
        case lastOwner = "post.last_owner"
        case changedMeanwhile = "change.overtaken"
        case invitationNeeded = "invitation.needed"
        case invitationNotFound = "invitation.not_found"
        case invitationExpired = "invitation.expired"
        case invitationUsedUp = "invitation.used_up"
        case invitationRevoked = "invitation.revoked"
        case notFound = "not_found"
        case methodNotAllowed = "method.not_allowed"
        case signInNeeded = "sign_in.needed"
        case signInWrong = "sign_in.wrong"
        case secondFactorNeeded = "second_factor.needed"
        case secondFactorAlreadyOn = "second_factor.already_on"
        case linkExpired = "link.expired"
        case accountNotFound = "account.not_found"
        case lastAdministrator = "account.last_administrator"
        case phoneNeeded = "account.phone_needed"
        case guardianNeeded = "account.guardian_needed"
        case membershipNeeded = "membership.needed"
        case notAllowed = "permission.missing"
        case crossSite = "request.cross_site"
        case formExpired = "form.expired"
        case keyReused = "idempotency.key_reused"
        case tooManyRequests = "rate.exceeded"
        case unavailable = "service.unavailable"
        case unknown = "unknown"
        case communityNameMissing = "community.name_missing"
        case communityNameTooLong = "community.name_too_long"
        case timeZoneUnknown = "time_zone.unknown"
        case fileNotReadable = "file.not_readable"
        case fileNotWritable = "file.not_writable"
        case outputNotWritable = "output.not_writable"
        case databaseMissing = "database.missing"
        case databaseNotOpened = "database.not_opened"
        case notADatabase = "database.not_a_database"
        case databaseInUse = "database.in_use"
        case ownerNotFound = "owner.not_found"
    }

    package let code: Code
    /// Values that fill the wording, such as the name that was not found.
    package let values: [String]
    /// What was wrong with which field of the input, all of it at once.
    package let fields: [FieldError]

    package init(_ code: Code, _ values: String...) {
        self.init(code: code, values: values)
    }

    package init(code: Code, values: [String] = [], fields: [FieldError] = []) {
        self.code = code
        self.values = values
        self.fields = fields
    }

    /// - Throws: `AppError.fieldsInvalid` when there are any.
    package static func check(_ fields: [FieldError]) throws {
        if !fields.isEmpty { throw AppError(code: .fieldsInvalid, fields: fields) }
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
        case .chatUncertain:
            return "\(first) does not say which chat it holds, and its people are not those of the group "
                + "“\(values.dropFirst().first ?? "")”. Name the group with --group; a new name makes a new group."
        case .groupArchived:
            return "The group “\(first)” is archived: its history stays, and nothing new is said in it."
        case .groupMembershipNeeded: return "Join the group “\(first)” first."
        case .messageNotFound: return "There is no such message, or it was recalled."
        case .memberMuted: return "You are muted until \(first)."
        case .slowMode: return "Slow mode is on: you can post again in \(first) seconds."
        case .quietHours: return "The group rests until \(first)."
        case .recallTooLate: return "Messages can be recalled for \(first) minutes. Ask the group's staff."
        case .recallNeedsReason: return "Say why you recall somebody else's message; it goes into the audit log."
        case .reportNotFound: return "There is no such report."
        case .reportDecided: return "This report was decided before."
        case .importNotFound: return "There is no import \(first). `pond imports` lists them."
        case .importRunning:
            return "Import \(first) is still being written by another process. Wait for it, or stop it first."
        case .importAlreadyUndone: return "Import \(first) was undone before; nothing is left to undo."
        case .undoTooLate:
            return "This import is more than a day old. Whoever runs the server can take it back: pond import --undo."
        case .uploadNotFound: return "There is no such upload."
        case .uploadNotWaiting: return "This step was taken before. Load the page again to see where the import is."
        case .fileMissing: return "Choose a file first."
        case .pictureNotFound: return "There is no such picture."
        case .pictureUnreadable: return "This is no picture, or it is damaged: JPEG, PNG, WebP and GIF can be read."
        case .pictureTooLarge: return "The picture is too large (\(first) pixels). Make it smaller first."
        case .picturesTooMany: return "A message holds at most \(first) pictures. Send the rest in another one."
        case .nothingToRead: return "\(first) holds no messages."
        case .severalFiles:
            return
                "These files hold different chats: \(values.joined(separator: ", ")). Check each alone, or all as one "
                + "with --together."
        case .severalChats:
            let names = values.joined(separator: ", ")
            return "There are several chats: \(names). Choose one with --chat, or see them as one with --together."
        case .fieldsInvalid:
            let all = fields.map { "\($0.field): \($0.problem.rawValue)" }.joined(separator: ", ")
            return all.isEmpty ? "Some fields need another look." : all
        case .inputTooLarge: return "That is too large: at most \(first)."
        case .inputUnreadable: return "The request could not be read: \(first)."
        case .memberNotFound: return "There is no such member in this community."
        case .memberRemoved: return "You were asked to leave this community: \(first)"
        case .alreadyMember: return "You are a member already, so the history cannot be joined to your name yet."
        case .lastOwner: return "A community needs an owner. Make somebody else owner first."
        case .changedMeanwhile:
            return "Somebody else changed this meanwhile. Look at their version, then change it again."
        case .invitationNeeded: return "This community takes members by invitation. Ask somebody inside for a code."
        case .invitationNotFound: return "There is no such invitation. Perhaps a letter is missing."
        case .invitationExpired: return "This invitation has expired. Ask for a new one."
        case .invitationUsedUp: return "This invitation has been used as often as it may. Ask for a new one."
        case .invitationRevoked: return "This invitation was taken back. Ask for a new one."
        case .notFound: return "There is nothing here."
        case .methodNotAllowed: return "This cannot be done here."
        case .signInNeeded: return "Sign in first."
        case .signInWrong: return "Address and password do not belong together."
        case .secondFactorNeeded: return "This needs a second factor. Add one to your account first."
        case .secondFactorAlreadyOn: return "The account has a second factor already. Remove it first."
        case .linkExpired: return "This link was used before, or it is too old."
        case .accountNotFound: return "Nobody signs in as “\(first)”. `pond user list` shows who does."
        case .lastAdministrator: return "This is the only administrator. Make somebody else one first."
        case .phoneNeeded: return "Add a phone number to your account and verify it; then you can post."
        case .guardianNeeded: return "People under 14 need a guardian's consent to post."
        case .membershipNeeded: return "Join the community first."
        case .notAllowed: return "Your post does not allow this (\(first)). Ask the community's owner."
        case .crossSite: return "The request came from another site and was not carried out."
        case .formExpired: return "The form was open for too long. Load it again; nothing was done."
        case .keyReused: return "This idempotency key was used for something else. Use a new one."
        case .tooManyRequests: return "That was too often. Try again in \(first) seconds."
        case .unavailable: return "Pond is busy or stopping. Try again in a moment; nothing was done."
        case .unknown: return "Something went wrong on our side."
        case .communityNameMissing: return "A community needs a name."
        case .communityNameTooLong: return "A community's name has at most \(first) characters."
        case .timeZoneUnknown: return "“\(first)” is no time zone. Use a name such as Asia/Shanghai or UTC."
        case .fileNotReadable: return "\(first) cannot be read. Check the name and that you may open it."
        case .fileNotWritable: return "\(first) cannot be written: no permission, or no room. Choose another place."
        case .outputNotWritable: return "Standard output cannot be written: the disk is full, or nobody reads it."
        case .databaseNotOpened:
            return "\(first) cannot be opened. Check that its folder exists and that you may read and write there."
        case .notADatabase: return "\(first) is no database."
        case .databaseInUse:
            return "There are people or communities in this database already; the demo needs one of its own. Name "
                + "another file with --database."
        case .ownerNotFound:
            return "Nobody here is called “\(first)”. Give --owner a name or account as the export writes it."
        case .databaseMissing:
            return "There is no database at \(first). Name it with --database, or import something first."
        }
    }
}
