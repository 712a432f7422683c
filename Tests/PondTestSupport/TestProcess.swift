import Foundation
import PondCore

/// A real process beside the test: `PondTestWriter` or `pond`, from the folder the tests were built into.
package final class TestProcess {
    private let process = Process()
    private let output = Locked<[UInt8]>([])
    private let ended = DispatchSemaphore(value: 0)

    package init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = Self.productsFolder.appendingPathComponent(program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.standardError
        try process.run()
        let reader = Thread { [output, ended] in
            while true {
                let data = pipe.fileHandleForReading.availableData
                if data.isEmpty { break }
                output.withLock { $0 += data }
            }
            ended.signal()
        }
        reader.start()
    }

    /// Where `swift build` put the test bundle and the programs beside it.
    private static var productsFolder: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }

    /// Whole lines that were printed so far.
    package var lines: [String] {
        let bytes = output.withLock { $0 }
        let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { bytes[..<$0] } ?? []
        return String(decoding: whole, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Waits until so many lines were printed, or the process has ended.
    package func waitForLines(_ count: Int) async {
        while lines.count < count, process.isRunning { await Task.yield() }
    }

    /// `kill -9`, and waits for the end.
    package func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        wait()
    }

    package func interrupt() {
        Foundation.kill(process.processIdentifier, SIGINT)
    }

    /// Waits for the end and for all output.
    /// - Returns: the exit status.
    @discardableResult
    package func wait() -> Int32 {
        process.waitUntilExit()
        ended.wait()
        ended.signal()
        return process.terminationStatus
    }
}
