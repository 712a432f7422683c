import Foundation
import PondCore

/// Standard output for data, where somebody may have closed it or the disk behind it may be full.
enum Output {
    /// - Throws: `AppError.invalidInput` that says so.
    static func write(_ data: some DataProtocol) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw AppError(.invalidInput, "Standard output cannot be written: the disk is full, or nobody reads it.")
        }
    }
}
