import Hummingbird
import NIOCore
import PondCore

/// How slowly a body may arrive. Who sends a byte now and then would otherwise hold a connection for as long as they
/// like (slowloris); who sends nothing at all is cut off by the server's idle time.
struct BodyPace {
    /// So long nobody is asked to hurry.
    static let grace: Duration = .seconds(30)
    /// On average, from the beginning on: a modem's pace.
    static let bytesPerSecondMin = 1_024
    /// How long a refused sender has to read why, before the connection goes: what else they send is of no use.
    static let farewell = TimeAmount.seconds(5)

    private let start = ContinuousClock.now
    private var byteCount = 0

    /// - Throws: `AppError.inputUnreadable` for a body that is too slow.
    mutating func count(_ bytes: Int) throws {
        byteCount += bytes
        let elapsed = ContinuousClock.now - start
        guard elapsed > Self.grace, Double(byteCount) < elapsed.seconds * Double(Self.bytesPerSecondMin) else { return }
        throw AppError(.inputUnreadable, "the body arrives too slowly")
    }

    /// Ends a connection whose body was refused on the way.
    static func dismiss(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: farewell) { channel.close(promise: nil) }
    }
}
