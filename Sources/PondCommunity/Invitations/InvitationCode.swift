import PondCore

/// The code of an invitation: short enough to read out, too many to guess.
///
/// Ten characters of 29 are 48.6 bits. At the 1,200 requests a minute that an address may make, one of a thousand
/// live codes is met once in about six centuries.
package enum InvitationCode {
    /// Without what is mistaken for something else when read aloud or by hand: 0 O, 1 I L, U V.
    package static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTWXYZ")
    package static let characterCount = 10

    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(
            (0..<characterCount).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            })
    }

    /// What somebody typed as a code is kept: no hyphens, no blanks, capitals. Nil when it cannot be one.
    package static func read(_ typed: String) -> String? {
        guard typed.utf8.count <= 64 else { return nil }
        let code = typed.uppercased().filter { $0 != "-" && $0 != " " }
        guard code.count == characterCount, code.allSatisfy(alphabet.contains) else { return nil }
        return code
    }

    /// `ABCDE-23456`, as it is shown.
    package static func shown(_ code: String) -> String {
        code.prefix(5) + "-" + code.dropFirst(5)
    }
}
