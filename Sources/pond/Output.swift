import Foundation
import PondCore

/// Standard output for data, where somebody may have closed it or the disk behind it may be full.
enum Output {
    /// - Throws: `AppError.outputNotWritable`.
    static func write(_ data: some DataProtocol) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw AppError(.outputNotWritable)
        }
    }
}
