extension AppError {
    /// What sort of refusal it is; each sort is one HTTP status.
    package enum Kind: Sendable {
        case invalid, unreadable, tooLarge, notFound, wrongMethod, signInNeeded, forbidden, conflict, tooMany
        case unavailable, unknown
    }

    package var kind: Kind {
        switch code {
        case .memberNotFound, .invitationNotFound: .notFound
        case .alreadyMember, .lastOwner, .changedMeanwhile, .invitationExpired, .invitationUsedUp, .invitationRevoked:
            .conflict
        case .memberRemoved, .invitationNeeded: .forbidden
        case .messageNotFound, .reportNotFound, .uploadNotFound, .pictureNotFound: .notFound
        case .undoTooLate, .uploadNotWaiting: .conflict
        case .fileMissing, .pictureUnreadable, .pictureTooLarge, .picturesTooMany: .invalid
        case .groupArchived, .recallTooLate, .reportDecided: .conflict
        case .groupMembershipNeeded, .memberMuted, .quietHours: .forbidden
        case .slowMode: .tooMany
        case .recallNeedsReason: .invalid
        case .communityNotFound, .groupNotFound, .importNotFound, .notFound, .linkExpired, .accountNotFound,
            .ownerNotFound:
            .notFound
        case .communityAmbiguous, .groupAmbiguous, .chatUncertain, .severalChats, .severalFiles, .importRunning,
            .importAlreadyUndone, .keyReused,
            .secondFactorAlreadyOn, .lastAdministrator:
            .conflict
        case .nothingToRead, .fieldsInvalid, .signInWrong, .communityNameMissing, .communityNameTooLong,
            .timeZoneUnknown:
            .invalid
        case .fileNotReadable, .fileNotWritable, .outputNotWritable, .databaseMissing, .databaseNotOpened,
            .notADatabase, .databaseInUse:
            .unavailable
        case .inputUnreadable: .unreadable
        case .inputTooLarge: .tooLarge
        case .methodNotAllowed: .wrongMethod
        case .signInNeeded: .signInNeeded
        case .membershipNeeded, .notAllowed, .crossSite, .formExpired, .secondFactorNeeded, .phoneNeeded,
            .guardianNeeded:
            .forbidden
        case .tooManyRequests: .tooMany
        case .unavailable: .unavailable
        case .unknown: .unknown
        }
    }
}
