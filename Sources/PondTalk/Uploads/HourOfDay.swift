import Foundation
import PondCore

/// The hour of the day in a zone. The zone is asked once a quarter of an hour of chat, because it answers slowly.
struct HourOfDay {
    private static let stepMilliseconds: Int64 = 15 * 60_000

    private let zone: TimeZone
    private var lastStep: Int64?
    private var lastOffsetSeconds = 0

    init(_ name: String) {
        zone = TimeZone(identifier: name) ?? .gmt
    }

    mutating func hour(of moment: Timestamp) -> Int {
        let step = moment.milliseconds / Self.stepMilliseconds
        if step != lastStep {
            lastStep = step
            lastOffsetSeconds = zone.secondsFromGMT(for: moment.date)
        }
        let seconds = (moment.seconds + Int64(lastOffsetSeconds)) % 86_400
        return Int((seconds + 86_400) % 86_400 / 3_600)
    }
}
