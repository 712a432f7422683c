import Foundation

/// What a process costs while it serves: `/proc/PID/stat` and `status`, see proc(5).
enum ServerTimes {
    private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

    /// User and system time so far; 0 when the process is gone.
    static func cpuSeconds(_ process: pid_t) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return 0 }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / ticksPerSecond
    }

    /// Resident size now.
    static func residentKilobytes(_ process: pid_t) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
        else { return 0 }
        return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
}

/// Cores that a bench gives away, so that server and client do not stand in each other's way. `bin/bench` starts this
/// program on the client's.
enum Cores {
    static let server = 0
    static let client = 1
    static let all = "0-\(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)"
}
