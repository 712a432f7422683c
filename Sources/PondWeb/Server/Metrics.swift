import PondCore

/// Counts and times of requests in Prometheus's text format (exposition format 0.0.4), and what else is told with them.
final class Metrics: Sendable {
    /// A value as it is now.
    struct Gauge: Sendable {
        let name: String
        /// `consumer="search"`; empty: none.
        var label = ""
        let value: Double
    }

    private struct Key: Hashable, Comparable {
        let route: String
        let method: String
        let status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    private struct Series {
        var count = 0
        var seconds = 0.0
        var buckets: [Int]
    }

    /// Upper bounds in seconds.
    static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private let requests = Locked<[Key: Series]>([:])

    func count(route: String, method: String, status: Int, seconds: Double) {
        let key = Key(route: route, method: method, status: status)
        let bucket = Self.bounds.firstIndex { seconds <= $0 }
        requests.withLock { requests in
            var series = requests[key] ?? Series(buckets: Array(repeating: 0, count: Self.bounds.count))
            series.count += 1
            series.seconds += seconds
            if let bucket { series.buckets[bucket] += 1 }
            requests[key] = series
        }
    }

    /// - Parameter gauges: those of one name stand together.
    func text(with gauges: [Gauge]) -> String {
        var lines = ["# TYPE pond_http_request_seconds histogram"]
        for (key, series) in requests.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            let labels = "route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\""
            var total = 0
            for (bound, count) in zip(Self.bounds, series.buckets) {
                total += count
                lines.append("pond_http_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(total)")
            }
            lines.append("pond_http_request_seconds_bucket{\(labels),le=\"+Inf\"} \(series.count)")
            lines.append("pond_http_request_seconds_sum{\(labels)} \(series.seconds)")
            lines.append("pond_http_request_seconds_count{\(labels)} \(series.count)")
        }
        for (number, gauge) in gauges.enumerated() {
            if number == 0 || gauges[number - 1].name != gauge.name { lines.append("# TYPE \(gauge.name) gauge") }
            lines.append("\(gauge.name)\(gauge.label.isEmpty ? "" : "{\(gauge.label)}") \(gauge.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
