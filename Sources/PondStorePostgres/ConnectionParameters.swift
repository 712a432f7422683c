import CLibPQ
import Foundation

/// What a connection is made with: the operator's URL, and Pond's limits where the URL says nothing of them.
struct ConnectionParameters {
    private static let keepaliveSeconds = 5
    private static let keepaliveCountMax = 3

    private let pairs: [(keyword: String, value: String)]

    init(address: String, limits: PostgresLimits) {
        // libpq lets what is in the address override what stands in front of it.
        // https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PQCONNECTSTARTPARAMS
        pairs = [
            ("connect_timeout", "\(limits.connectSeconds)"),
            ("tcp_user_timeout", "\(limits.silenceMilliseconds)"),
            ("keepalives", "1"),
            ("keepalives_idle", "\(max(1, limits.silenceMilliseconds / 1_000))"),
            ("keepalives_interval", "\(Self.keepaliveSeconds)"),
            ("keepalives_count", "\(Self.keepaliveCountMax)"),
            ("dbname", address),
        ]
    }

    /// - Returns: libpq's handle, connected or with an error; nil without memory.
    func connect() -> OpaquePointer? {
        var keywords = pairs.map { UnsafePointer(strdup($0.keyword)) } + [nil]
        var values = pairs.map { UnsafePointer(strdup($0.value)) } + [nil]
        defer { for copy in keywords + values { free(UnsafeMutablePointer(mutating: copy)) } }
        let expandsAddress: Int32 = 1
        return PQconnectdbParams(&keywords, &values, expandsAddress)
    }
}
