import PondCore

/// Token buckets in this process's memory, one for each person or address and sort of call.
///
/// Limits are a protection of the node and of what can be guessed at, not an accounting: every node has its own.
final class RateLimiter: Sendable {
    /// Bucket size and refill.
    struct Limit: Hashable, Sendable {
        let burstCount: Int
        let perMinuteCount: Int
    }

    enum Verdict: Hashable, Sendable {
        case allowed(remaining: Int)
        case refused(retryAfterSeconds: Int)
    }

    struct Key: Hashable, Sendable {
        let who: String
        let frequency: Route.Frequency
    }

    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    /// Two generations: what was used lately, and what the last generation held. Nobody is scanned for.
    private struct Buckets {
        var young: [Key: Bucket] = [:]
        var old: [Key: Bucket] = [:]
    }

    static let generationCountMax = 50_000

    private let clock: WallClock
    private let limits: @Sendable (Route.Frequency) -> Limit
    private let buckets = Locked(Buckets())

    init(clock: WallClock, limits: @escaping @Sendable (Route.Frequency) -> Limit = RateLimiter.standard) {
        self.clock = clock
        self.limits = limits
    }

    static func standard(_ frequency: Route.Frequency) -> Limit {
        switch frequency {
        case .reading: Limit(burstCount: 600, perMinuteCount: 1_200)
        case .writing: Limit(burstCount: 60, perMinuteCount: 120)
        case .guessing: Limit(burstCount: 10, perMinuteCount: 10)
        }
    }

    /// Takes one token.
    func take(_ key: Key) -> Verdict {
        let limit = limits(key.frequency)
        let perMillisecond = Double(limit.perMinuteCount) / 60_000
        let now = clock.now().milliseconds
        return buckets.withLock { buckets in
            var bucket = buckets.young[key] ?? buckets.old[key] ?? Bucket(tokens: Double(limit.burstCount), at: now)
            let gained = Double(max(0, now - bucket.at)) * perMillisecond
            bucket.tokens = min(Double(limit.burstCount), bucket.tokens + gained)
            bucket.at = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            if buckets.young.count >= Self.generationCountMax { buckets = Buckets(old: buckets.young) }
            buckets.young[key] = bucket
            if isAllowed { return .allowed(remaining: Int(bucket.tokens)) }
            return .refused(retryAfterSeconds: Int(((1 - bucket.tokens) / perMillisecond / 1000).rounded(.up)))
        }
    }
}
