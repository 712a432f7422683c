import Foundation
import Glibc
import PondPlatform

/// What a running server tells of itself: its streams, its memory, how far the work behind the pages is.
struct ServerState: Sendable {
    let live: LiveHub
    let work: BackgroundWork

    /// What cannot be read just now, because the database is away, is left out.
    func gauges() async -> [Metrics.Gauge] {
        var gauges = [
            Metrics.Gauge(name: "pond_live_streams", value: Double(await live.streamCount())),
            Metrics.Gauge(name: "pond_process_cpu_seconds", value: Self.cpuSeconds),
        ]
        if let bytes = Self.residentBytes {
            gauges.append(.init(name: "pond_process_resident_bytes", value: Double(bytes)))
        }
        guard let state = try? await work.state() else { return gauges }
        gauges.append(.init(name: "pond_jobs_dead", value: Double(state.deadJobCount)))
        for reader in state.readers {
            gauges.append(
                .init(
                    name: "pond_log_positions_behind", label: "consumer=\"\(reader.name)\"",
                    value: Double(reader.behind)))
        }
        for reader in state.readers {
            gauges.append(
                .init(name: "pond_events_parked", label: "consumer=\"\(reader.name)\"", value: Double(reader.parked)))
        }
        return gauges
    }

    private static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The second field of `/proc/self/statm` in pages (proc(5)); nil where there is none.
    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
