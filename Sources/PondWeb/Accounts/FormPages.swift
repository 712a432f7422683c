import PondCore
import PondPlatform

/// A field of a form as a page shows it: `accounts/field`.
struct TextField: Sendable {
    enum Kind: Sendable {
        case text, address, password, newPassword, code, year, number
    }

    let id: String
    let name: String
    let label: String
    let value: String
    let type: String
    let autocomplete: String
    let inputMode: String?
    let isCode: Bool
    let hint: String?
    let error: String?

    /// - Parameters:
    ///   - input: what was typed before; passwords and codes are never sent back.
    ///   - refusal: whose error about this field is shown.
    init(
        _ name: String, _ label: Phrase, _ kind: Kind, _ input: FormValues? = nil, value: String = "",
        hint: Phrase? = nil, refusal: AppError? = nil, _ language: ReportLanguage
    ) {
        id = "f-\(name)"
        self.name = name
        self.label = label.text(language)
        let isSecret = [.password, .newPassword, .code].contains(kind)
        self.value = isSecret ? "" : input?.line(name) ?? value
        type = kind == .password || kind == .newPassword ? "password" : "text"
        autocomplete = Self.autocomplete(kind, name)
        inputMode = [.code, .year, .number].contains(kind) ? "numeric" : kind == .address ? "email" : nil
        isCode = kind == .code
        self.hint = hint?.text(language)
        error = refusal?.fields.first { $0.field == name }?.wording.text(language)
    }

    private static func autocomplete(_ kind: Kind, _ name: String) -> String {
        switch kind {
        case .address: "username"
        case .password: "current-password"
        case .newPassword: "new-password"
        case .code: "one-time-code"
        case .year: "bday-year"
        case .text: name == "name" ? "name" : "off"
        case .number: "off"
        }
    }
}

/// A box to tick.
struct CheckField: Sendable {
    let id: String
    let name: String
    let label: String
    /// Where the words are that one agrees to.
    let links: [ShellLink]
    let isTicked: Bool
    let error: String?

    init(
        _ name: String, _ label: Phrase, links: [ShellLink] = [], isTicked: Bool, refusal: AppError? = nil,
        _ language: ReportLanguage
    ) {
        id = "f-\(name)"
        self.name = name
        self.label = label.text(language)
        self.links = links
        self.isTicked = isTicked
        error = refusal?.fields.first { $0.field == name }?.wording.text(language)
    }
}

/// The line of the sign-in page that says that all is made up, with a button for each known person.
struct DemoBanner: Sendable {
    struct Door: Sendable {
        let title: String
        let address: String
    }

    let doors: [Door]
    let password: String

    init(_ accounts: InstallationSettings.DemoAccounts, _ language: ReportLanguage) {
        doors = [
            Door(title: AccountWords.demoMember.text(language), address: accounts.member),
            Door(title: AccountWords.demoOwner.text(language), address: accounts.owner),
        ]
        password = accounts.password
    }
}

/// `accounts/form`: a page that is one form, for people who are not signed in yet.
struct FormPage: Sendable {
    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    let frame: PageFrame
    let shell: AccountShell
    let heading: String
    var lead: String?
    /// Why it was refused, where that is about no single field.
    var refusal: String?
    let action: String
    var fields: [TextField] = []
    var checks: [CheckField] = []
    var hidden: [Hidden] = []
    let button: String
    var links: [ShellLink] = []
    /// As whom one may look around, where `pond demo` filled the database.
    var demo: DemoBanner?

    init(frame: PageFrame, shell: AccountShell, action: String, button: String) {
        self.frame = frame
        self.shell = shell
        heading = frame.title
        self.action = action
        self.button = button
    }

    /// Shows a refusal: with its fields where it names some, else above them.
    mutating func show(_ error: AppError?, _ language: ReportLanguage) {
        guard let error else { return }
        let shown = Set(fields.map(\.name) + checks.map(\.name))
        if error.fields.contains(where: { shown.contains($0.field) }) { return }
        refusal = error.wording.text(language)
    }
}

extension AppError {
    /// Whether the form that was refused is shown again with it.
    var belongsOnForm: Bool { kind == .invalid || kind == .tooMany || code == .lastAdministrator }
}
