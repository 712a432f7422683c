import Foundation

/// CPU seconds of this process: what the server would spend, where the server is this process.
enum ProcessTimes {
    static func ownCPUSeconds() -> Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.cpuSeconds
    }
}

extension rusage {
    /// User and system time together.
    var cpuSeconds: Double {
        Double(ru_utime.tv_sec + ru_stime.tv_sec) + Double(ru_utime.tv_usec + ru_stime.tv_usec) / 1e6
    }
}
