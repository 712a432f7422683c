import Foundation
import Glibc

/// An IP address that a host's name stands for.
package struct HostAddress: Hashable, Sendable {
    package let text: String
    /// 4 or 16 bytes.
    let bytes: [UInt8]

    /// All addresses of a name, looked up on a thread of its own because the resolver blocks.
    package static func resolve(_ host: String) async throws -> [HostAddress] {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "pond.resolver").async { continuation.resume(returning: lookUp(host)) }
        }
    }

    private static func lookUp(_ host: String) -> [HostAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard getaddrinfo(bare, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [HostAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = HostAddress(entry) { found.append(address) }
            next = entry.ai_next
        }
        return found
    }

    private init?(_ entry: addrinfo) {
        var name = [CChar](repeating: 0, count: 64)
        guard let address = entry.ai_addr,
            getnameinfo(address, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
        else { return nil }
        text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        switch entry.ai_family {
        case AF_INET:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    /// Whether it is out in the world: not this machine, not a private network, not a cloud's own services, not what
    /// the registries of special addresses (RFC 6890) keep.
    package var isPublic: Bool {
        if bytes.count == 4 { return Self.isPublic(bytes) }
        // IPv4 in IPv6's clothes: mapped, translated (64:ff9b::/96), 6to4.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return Self.isPublic(Array(bytes[12...]))
        }
        if Array(bytes.prefix(12)) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            return Self.isPublic(Array(bytes[12...]))
        }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return Self.isPublic(Array(bytes[2..<6])) }
        // Of the rest only 2000::/3 is given out; 2001::/23 and the documentation's 2001:db8::/32 are special.
        let isSpecial = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8))
        return bytes[0] & 0xE0 == 0x20 && !isSpecial
    }

    private static func isPublic(_ four: [UInt8]) -> Bool {
        switch (four[0], four[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (224..., _): false
        case (100, 64...127), (172, 16...31), (198, 18...19): false
        case (192, 0): four[2] != 0 && four[2] != 2
        case (198, 51): four[2] != 100
        case (203, 0): four[2] != 113
        default: true
        }
    }
}
