import Foundation

/// The pause between two questions for a lost COMMIT, on the lane's own thread.
enum OutcomeInquiry {
    private static let pauseSeconds = 0.1

    static func wait() {
        Thread.sleep(forTimeInterval: pauseSeconds)
    }
}
