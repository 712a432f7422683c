import PondCore

/// Counts and times of requests, and what others register, in Prometheus's text format (exposition format 0.0.4).
final class Metrics: Sendable {
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
    private let gauges = Locked<[String: @Sendable () -> Double]>([:])

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

    /// A value that is read whenever somebody asks.
    func gauge(_ name: String, _ value: @escaping @Sendable () -> Double) {
        gauges.withLock { $0[name] = value }
    }

    var text: String {
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
        for (name, value) in gauges.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            lines += ["# TYPE \(name) gauge", "\(name) \(value())"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
