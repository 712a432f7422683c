import Dispatch
import Foundation
import PondCore

/// Turns Ctrl-C and SIGTERM into a wish to stop that long work looks at. A second Ctrl-C ends at once.
final class Interruption {
    /// What a shell expects of a program that was stopped by Ctrl-C.
    static let status: Int32 = 130

    private let requested = Locked(false)
    private let sources: [any DispatchSourceSignal]

    init() {
        let requested = requested
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isSecond = requested.withLock { value in
                    defer { value = true }
                    return value
                }
                if isSecond { exit(Self.status) }
            }
            source.resume()
            return source
        }
    }

    /// Asks whether somebody wants to stop; may be handed to any thread.
    var isRequested: @Sendable () -> Bool {
        { [requested] in requested.withLock { $0 } }
    }
}
