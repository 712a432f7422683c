import Glibc

/// Bytes that grow, with an address that stays put until the next append.
final class ByteBuffer {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 1024) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Valid until the next change.
    var bytes: Bytes { Bytes(start: base, count: count) }

    func clear() { count = 0 }

    func append(_ byte: UInt8) {
        reserve(count + 1)
        base[count] = byte
        count += 1
    }

    func append(_ bytes: Bytes) {
        guard let from = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(count + bytes.count)
        memcpy(base + count, from, bytes.count)
        count += bytes.count
    }

    private func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        let size = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        memcpy(larger, base, count)
        base.deallocate()
        base = larger
        capacity = size
    }
}
