import CPondShims
import CYajl

/// What happens while JSON is read. Each returns whether to go on.
class JSONEvents {
    func scalar(_ kind: JSONTape.Node.Kind, _ text: Bytes) -> Bool { true }
    func boolean(_ value: Bool) -> Bool { true }
    func begin(_ kind: JSONTape.Node.Kind) -> Bool { true }
    func key(_ text: Bytes) -> Bool { true }
    func end() -> Bool { true }
}

/// yajl, fed in pieces. Invalid UTF-8 inside strings passes and becomes U+FFFD later; NaN and trailing commas do not.
final class JSONParser {
    enum Outcome {
        case fine
        /// An event returned false.
        case stopped
        case malformed
    }

    private let events: JSONEvents
    private let allowsSeveralValues: Bool
    private let callbacks: UnsafeMutablePointer<yajl_callbacks>
    private var handle: yajl_handle?

    init(_ events: JSONEvents, allowsSeveralValues: Bool = false) {
        self.events = events
        self.allowsSeveralValues = allowsSeveralValues
        callbacks = .allocate(capacity: 1)
        callbacks.initialize(to: Self.callbacks())
        reset()
    }

    deinit {
        if let handle { yajl_free(handle) }
        callbacks.deallocate()
    }

    /// Forgets what was read, ready for a new document.
    func reset() {
        if let handle { yajl_free(handle) }
        handle = yajl_alloc(callbacks, nil, Unmanaged.passUnretained(events).toOpaque())
        guard let handle else { return }
        _ = pond_yajl_set(handle, yajl_dont_validate_strings, 1)
        if allowsSeveralValues { _ = pond_yajl_set(handle, yajl_allow_multiple_values, 1) }
    }

    func parse(_ bytes: Bytes) -> Outcome {
        guard let handle, let base = bytes.baseAddress, bytes.count > 0 else { return .fine }
        return outcome(yajl_parse(handle, base, bytes.count))
    }

    /// Says that nothing follows.
    func finish() -> Outcome {
        guard let handle else { return .malformed }
        return outcome(yajl_complete_parse(handle))
    }

    /// Bytes of the piece being parsed that were used so far; also right inside an event.
    var consumedBytes: Int { handle.map { yajl_get_bytes_consumed($0) } ?? 0 }

    private func outcome(_ status: yajl_status) -> Outcome {
        switch status {
        case yajl_status_ok: .fine
        case yajl_status_client_canceled: .stopped
        default: .malformed
        }
    }

    private static func callbacks() -> yajl_callbacks {
        yajl_callbacks(
            yajl_null: { JSONParser.tell($0) { $0.scalar(.null, Bytes(start: nil, count: 0)) } },
            yajl_boolean: { context, value in JSONParser.tell(context) { $0.boolean(value != 0) } },
            yajl_integer: nil,
            yajl_double: nil,
            yajl_number: { context, text, count in
                text.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }
                    .map { text in JSONParser.tell(context) { $0.scalar(.number, Bytes(start: text, count: count)) } } ?? 0
            },
            yajl_string: { context, text, count in
                JSONParser.tell(context) { $0.scalar(.string, Bytes(start: text, count: count)) }
            },
            yajl_start_map: { JSONParser.tell($0) { $0.begin(.object) } },
            yajl_map_key: { context, text, count in JSONParser.tell(context) { $0.key(Bytes(start: text, count: count)) } },
            yajl_end_map: { JSONParser.tell($0) { $0.end() } },
            yajl_start_array: { JSONParser.tell($0) { $0.begin(.array) } },
            yajl_end_array: { JSONParser.tell($0) { $0.end() } })
    }

    @inline(__always)
    private static func tell(_ context: UnsafeMutableRawPointer?, _ event: (JSONEvents) -> Bool) -> Int32 {
        guard let context else { return 0 }
        return Unmanaged<JSONEvents>.fromOpaque(context)._withUnsafeGuaranteedRef { event($0) ? 1 : 0 }
    }
}
