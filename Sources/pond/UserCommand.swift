import ArgumentParser
import Foundation
import PondCore
import PondPlatform
import PondStore
import PondWeb

/// `pond user`: accounts, from the machine that holds the data.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add people, set passwords, make administrators.",
        subcommands: [Add.self, List.self, SetPassword.self, MakeAdministrator.self, RevokeSessions.self])

    /// Runs with the façade of accounts on the database.
    fileprivate static func withAccounts<Value>(
        _ options: DatabaseOptions, mayCreate: Bool = false, _ body: (Accounts) async throws -> Value
    ) async throws -> Value {
        try await withDatabase(options, mayCreate: mayCreate) { database in
            let secret = try await Installation(database).secret()
            return try await body(Accounts(database, passwords: Passwords(), secret: secret))
        }
    }

    /// A password from standard input; typed unseen on a terminal.
    fileprivate static func readPassword(_ terminal: Terminal) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine(strippingNewline: true) ?? "" }
        guard let typed = getpass(PeopleWords.password.text(terminal.language)) else { return "" }
        let password = String(cString: typed)
        guard let again = getpass(PeopleWords.again.text(terminal.language)), String(cString: again) == password else {
            throw AppError(code: .fieldsInvalid, fields: [FieldError("password", .wrong)])
        }
        return password
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add somebody. The password is read from standard input.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var wording: LanguageOption
        @Argument(help: "E-mail address or phone number.") var address: String
        @Option(help: "What they are called.") var name: String
        @Flag(help: "They run the installation.") var administrator = false

        func run() async throws {
            let password = try UserCommand.readPassword(wording.terminal)
            let person = try await UserCommand.withAccounts(database, mayCreate: true) { accounts in
                try await accounts.add(
                    AccountDraft(name: name, address: address, password: password, agrees: true),
                    isAdministrator: administrator, as: .machine)
            }
            print("\(person)  \(name)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List everybody.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var wording: LanguageOption

        func run() async throws {
            try await UserCommand.withAccounts(database) { accounts in
                var after: ID<Person>?
                while true {
                    let lines = try await accounts.list(after: after, as: .machine)
                    for line in lines {
                        wording.terminal.say(PeopleWords.row(line))
                    }
                    guard lines.count == Accounts.pageCountMax else { return }
                    after = lines.last?.id
                }
            }
        }
    }

    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-password",
            abstract: "Set somebody's password, read from standard input, and end their sessions.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var wording: LanguageOption
        @Argument(help: "Address or id.") var who: String

        func run() async throws {
            let password = try UserCommand.readPassword(wording.terminal)
            try await UserCommand.withAccounts(database) { accounts in
                let person = try await accounts.find(who, as: .machine)
                try await accounts.setPassword(of: person, to: password, as: .machine)
            }
            wording.terminal.say(PeopleWords.passwordSet(who))
        }
    }

    struct MakeAdministrator: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make-administrator", abstract: "Let somebody run the installation.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var wording: LanguageOption
        @Argument(help: "Address or id.") var who: String

        func run() async throws {
            try await UserCommand.withAccounts(database) { accounts in
                try await accounts.makeAdministrator(accounts.find(who, as: .machine), as: .machine)
            }
            wording.terminal.say(PeopleWords.runsInstallation(who))
        }
    }

    struct RevokeSessions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke-sessions", abstract: "Sign somebody out everywhere, and revoke their keys.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var wording: LanguageOption
        @Argument(help: "Address or id.") var who: String

        func run() async throws {
            let count = try await UserCommand.withAccounts(database) { accounts in
                try await accounts.revokeSessions(of: accounts.find(who, as: .machine), as: .machine)
            }
            wording.terminal.say(PeopleWords.sessionsEnded(count))
        }
    }
}
