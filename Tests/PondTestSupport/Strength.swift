import Foundation

/// How hard tests of endurance try: a short form in `bin/test`, the full one in `bin/test strength`.
package enum Strength {
    package static let isFull = ProcessInfo.processInfo.environment["POND_STRENGTH"] == "1"

    /// How often a process is killed.
    package static let killCount = isFull ? 50 : 5
}
