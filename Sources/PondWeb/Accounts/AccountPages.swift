import Foundation
import PondCore
import PondPlatform

/// `accounts/me`: what the account is, and the way to its other pages.
struct AccountPage: Sendable {
    struct AddressLine: Sendable {
        let address: String
        let icon: String
        let isVerified: Bool
        /// Whether a code would reach it.
        let canBeVerified: Bool
    }
    struct Choice: Sendable {
        let value: String
        let title: String
        let isChosen: Bool
    }

    let frame: PageFrame
    let shell: AccountShell
    let name: String
    let initial: String
    let tone: Int
    let isAdministrator: Bool
    let addresses: [AddressLine]
    /// When the account will be erased, as a date.
    let leavingOn: String?
    let refusal: String?
    let fields: [TextField]
    let languages: [Choice]
    let addressField: TextField
    let sessionCount: Int
    let keyCount: Int
    let hasSecondFactor: Bool
}

/// `accounts/verify`: the code that was sent to an address of one's own.
struct VerifyPage: Sendable {
    let frame: PageFrame
    let shell: AccountShell
    let address: String
    let lead: String
    let fields: [TextField]
    let refusal: String?
}

/// `accounts/password`: a new password for the old one.
struct PasswordPage: Sendable {
    let frame: PageFrame
    let shell: AccountShell
    let fields: [TextField]
    let refusal: String?
}

/// `accounts/second-factor`: turning it on with an authenticator, or off.
struct SecondFactorPage: Sendable {
    struct Picture: Sendable {
        let side: Int
        let path: String
    }

    let frame: PageFrame
    let shell: AccountShell
    let isOn: Bool
    let recoveryCodesLeft: Int
    let picture: Picture?
    /// In groups of four, to be typed by hand.
    let secret: String?
    let fields: [TextField]
    let refusal: String?
}

/// `accounts/recovery-codes`: shown once.
struct RecoveryCodesPage: Sendable {
    let frame: PageFrame
    let shell: AccountShell
    let codes: [String]
    let all: String
}

/// `accounts/sessions`: where one is signed in.
struct SessionsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let device: String
        let networkAddress: String
        let seen: String
        let seenAt: String
        let isThisOne: Bool
    }

    let frame: PageFrame
    let shell: AccountShell
    let sessions: [Line]
    let hasOthers: Bool
}

/// `accounts/keys`: keys for programs.
struct KeysPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let start: String
        let scopes: String
        let used: String?
        let ends: String?
    }

    let frame: PageFrame
    let shell: AccountShell
    let keys: [Line]
    /// Nil where there are some; an empty list counts as false, but its words are elsewhere.
    let isEmpty: Bool
    /// A key that was just made: shown once.
    let token: String?
    let fields: [TextField]
    let scopes: [CheckField]
    let scopesError: String?
    let refusal: String?
}

/// `accounts/privacy`: consents, an export of one's data, and leaving.
struct PrivacyPage: Sendable {
    struct Line: Sendable {
        let title: String
        let state: String
        let at: String
    }
    struct Export: Sendable {
        let address: String?
        let at: String
    }

    let frame: PageFrame
    let shell: AccountShell
    let consents: [CheckField]
    let log: [Line]
    let exports: [Export]
    let isLeaving: Bool
    let leavingOn: String?
    let fields: [TextField]
    let refusal: String?
}

/// `accounts/policy`: words that one agrees to.
struct PolicyPage: Sendable {
    let frame: PageFrame
    let shell: AccountShell
    let version: String
    /// The other versions, which somebody may have agreed to.
    let earlier: [ShellLink]
    /// Where the version in force is, when this is another.
    let current: String?
    /// Of the words, where it is not the page's.
    let language: String?
    let paragraphs: [String]
}

/// `accounts/policies`: what people are asked to agree to.
struct PolicyListPage: Sendable {
    struct Line: Sendable {
        let address: String
        let title: String
        let version: String
    }

    let frame: PageFrame
    let shell: AccountShell
    let policies: [Line]
}

/// `accounts/source`: what this program is, and where its source is.
struct SourcePage: Sendable {
    let frame: PageFrame
    let shell: AccountShell
    /// nil where no archive came with the program.
    let archive: String?
    let size: String
}

/// Moments as account pages show them.
enum Moment {
    /// For `datetime`: 2025-09-22T09:42:00Z.
    static func machine(_ at: Timestamp) -> String {
        at.date.formatted(.iso8601)
    }

    /// In the time zone that Pond's people live in unless a community says otherwise.
    static func minute(_ at: Timestamp, timeZone: String = "Asia/Shanghai") -> String {
        DateWords.minute(at, timeZone: timeZone)
    }
}
