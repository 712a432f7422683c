package import Crypto

extension SHA256Digest {
    /// 64 digits, in lower case.
    package var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
