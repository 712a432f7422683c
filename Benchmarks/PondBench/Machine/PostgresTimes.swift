import Foundation

/// CPU seconds of a PostgreSQL server on this machine: the postmaster, all that it started (backends, WAL writer,
/// checkpointer) and those of them that have ended. From `/proc/PID/stat`, see proc(5).
struct PostgresTimes {
    private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

    let postmaster: Int

    /// - Parameter backend: process id of any session, `pg_backend_pid()`.
    init?(backend: Int) {
        guard let stat = Stat(process: backend) else { return nil }
        postmaster = stat.parent
    }

    func cpuSeconds() -> Double {
        var ticks = Stat(process: postmaster).map { $0.own + $0.ended } ?? 0
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes.compactMap({ Int($0) }) {
            guard let stat = Stat(process: process), stat.parent == postmaster else { continue }
            ticks += stat.own
        }
        return Double(ticks) / Self.ticksPerSecond
    }

    private struct Stat {
        let parent: Int
        /// Ticks of the process itself.
        let own: Int
        /// Ticks of its children that have ended.
        let ended: Int

        init?(process: Int) {
            guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 14 else { return nil }
            let numbers = fields.map { Int($0) ?? 0 }
            parent = numbers[1]
            own = numbers[11] + numbers[12]
            ended = numbers[13] + numbers[14]
        }
    }
}
