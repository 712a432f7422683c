import Glibc

/// Converts another encoding to UTF-8 as the bytes come, with glibc's iconv.
final class TextConverter {
    private let handle: iconv_t
    private var pending: [UInt8] = []
    private var output = [UInt8](repeating: 0, count: 0)
    /// Input bytes that meant nothing and became U+FFFD.
    private(set) var faults = 0

    init(from encoding: String) throws {
        guard let handle = iconv_open("UTF-8", encoding), handle != iconv_t(bitPattern: -1) else {
            throw ChatReadFailure(code: .wrongEncoding, expected: .text(.noConverter(encoding)))
        }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// The converted bytes, valid until the next call. A character cut off at the end waits for the next bytes.
    func convert(_ bytes: Bytes) -> [UInt8] {
        pending.append(contentsOf: bytes)
        output.removeAll(keepingCapacity: true)
        var used = 0
        var space = [CChar](repeating: 0, count: 4096)
        let total = pending.count
        pending.withUnsafeMutableBytes { raw in
            let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            while used < total {
                var input = base.map { $0 + used }
                var inputLeft = total - used
                let result = space.withUnsafeMutableBufferPointer { room -> (failed: Bool, error: Int32) in
                    var out = room.baseAddress
                    var outLeft = room.count
                    let status = iconv(handle, &input, &inputLeft, &out, &outLeft)
                    let error = errno
                    output.append(contentsOf: room[0..<(room.count - outLeft)].map { UInt8(bitPattern: $0) })
                    return (status == -1, error)
                }
                used = total - inputLeft
                guard result.failed, result.error != E2BIG else { continue }
                if result.error == EINVAL { break }
                faults += 1
                used += 1
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
            }
        }
        pending.removeFirst(min(used, total))
        return output
    }
}
