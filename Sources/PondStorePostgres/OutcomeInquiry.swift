import Foundation

/// How long a lost COMMIT is asked after, on the lane's own thread.
enum OutcomeInquiry {
    static let triesMax = 50
    private static let pauseSeconds = 0.1

    static func wait() {
        Thread.sleep(forTimeInterval: pauseSeconds)
    }
}
