import Crypto
import Foundation

/// 128 random bits as text for cookies, keys and addresses.
enum RandomToken {
    static func make() -> String {
        SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }.base64URLEncoded
    }
}
