/// What the database refused or could not do, the same for both engines.
package enum StoreError: Error, Hashable, Sendable {
    /// A UNIQUE or PRIMARY KEY constraint. SQLite names the columns (`t.a, t.b`), PostgreSQL the constraint.
    case unique(constraint: String)
    case foreignKey(constraint: String)
    case check(constraint: String)
    case notNull(column: String)
    /// Serialisation failure (40001) or deadlock (40P01): the transaction may be run again.
    case serialisation
    /// The connection broke before COMMIT was sent: nothing was written.
    case connectionLost(String)
    /// The connection broke during COMMIT and the server does not know the transaction any more.
    case commitUnknown
    /// The disk, or SQLite's own page limit, is full. Nothing of the transaction was written.
    case diskFull(String)
    case readOnly(String)
    /// A lock was not had, or a statement not done, within its time limit.
    case timeout(String)
    /// The database was written by a newer Pond.
    case databaseFromTheFuture(found: Int, known: Int)
    /// All node numbers are leased.
    case noNodeFree
    /// The handle was closed.
    case closed
    /// Anything else, with the engine's own code and words.
    case engine(code: String, message: String)
}

extension StoreError {
    /// Says something about the database's state, and nothing about what was to be written: trying again later helps.
    package var isOfTheDatabase: Bool {
        switch self {
        case .serialisation, .connectionLost, .commitUnknown, .diskFull, .readOnly, .timeout, .closed, .noNodeFree: true
        default: false
        }
    }

    /// Something took too long: the database is under load, or what was asked of it is too much at once.
    package var isTimeout: Bool {
        if case .timeout = self { true } else { false }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unique(let name): "There is one already (\(name))."
        case .foreignKey(let name): "It refers to something that does not exist (\(name))."
        case .check(let name): "The database refused a value (\(name))."
        case .notNull(let column): "A value is missing (\(column))."
        case .serialisation: "Others wrote at the same time. Try again."
        case .connectionLost(let reason): "The connection to the database broke: \(reason). This step was not written."
        case .commitUnknown: "The connection broke while saving, and the database cannot say whether it was saved."
        case .diskFull(let reason): "The disk is full (\(reason)). This step was not written; make room and try again."
        case .readOnly(let reason): "The database cannot be written: \(reason)."
        case .timeout(let reason): "The database took too long: \(reason). Try again."
        case .databaseFromTheFuture(let found, let known):
            "This database was written by a newer Pond (schema \(found); this one knows \(known)). Use that version."
        case .noNodeFree: "All node numbers are in use. Stop a process that uses this database."
        case .closed: "The database was closed."
        case .engine(let code, let message): "The database said: \(message) (\(code))."
        }
    }
}
