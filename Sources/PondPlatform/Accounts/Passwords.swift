import Crypto
import CryptoExtras
import Foundation

/// How expensive guessing is. 32 MiB and three rounds, as OWASP's Password Storage Cheat Sheet has it for scrypt.
package struct PasswordCost: Hashable, Sendable {
    package let rounds: Int
    package let blockSize: Int
    package let parallelism: Int

    package init(rounds: Int, blockSize: Int = 8, parallelism: Int) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    package static let standard = PasswordCost(rounds: 1 << 15, parallelism: 3)
}

/// A password as it is kept.
package struct PasswordHash: Hashable, Sendable {
    let hash: [UInt8]
    let salt: [UInt8]
    let cost: PasswordCost
}

/// Hashes passwords on threads of its own: scrypt takes a tenth of a second, and Swift's pool has a thread a core.
package struct Passwords: Sendable {
    static let hashBytes = 32
    static let saltBytes = 16

    let cost: PasswordCost
    private let queues: [DispatchQueue]

    /// - Parameter threadCount: so many at a time; each takes 32 MiB while it works.
    package init(cost: PasswordCost = .standard, threadCount: Int = 2) {
        self.cost = cost
        queues = (0..<threadCount).map { DispatchQueue(label: "pond.passwords.\($0)") }
    }

    package func hash(_ password: String) async throws -> PasswordHash {
        let salt = SymmetricKey(size: .init(bitCount: Self.saltBytes * 8)).withUnsafeBytes { Array($0) }
        return PasswordHash(hash: try await derive(password, salt, cost), salt: salt, cost: cost)
    }

    package func isRight(_ password: String, _ kept: PasswordHash) async throws -> Bool {
        Token.isEqual(try await derive(password, kept.salt, kept.cost), kept.hash)
    }

    /// Takes as long as a wrong password, for accounts that do not exist.
    package func waste(_ password: String) async throws {
        _ = try await derive(password, Array(repeating: 0, count: Self.saltBytes), cost)
    }

    private func derive(_ password: String, _ salt: [UInt8], _ cost: PasswordCost) async throws -> [UInt8] {
        // Equal characters in other code points are the same password on every keyboard.
        let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
        let queue = queues[Int.random(in: queues.indices)]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: bytes, salt: salt, outputByteCount: Self.hashBytes, rounds: cost.rounds,
                            blockSize: cost.blockSize, parallelism: cost.parallelism
                        ).withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}
