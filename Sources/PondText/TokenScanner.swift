/// Cuts a text into runs of Chinese, Japanese or Korean characters and words of other scripts, folded: full width to
/// half, capitals to small.
struct TokenScanner {
    enum Run {
        case word(String)
        case characters([Unicode.Scalar])
    }

    private enum Sort {
        case character, word, gap
    }

    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Unicode.Scalar?

    init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
        pending = scalars.next()
    }

    mutating func next() -> Run? {
        while let first = pending {
            switch Self.sort(of: Self.folded(first)) {
            case .gap: pending = scalars.next()
            case .character: return .characters(takeCharacters())
            case .word: return .word(takeWord())
            }
        }
        return nil
    }

    private mutating func takeCharacters() -> [Unicode.Scalar] {
        var run: [Unicode.Scalar] = []
        while let scalar = pending, Self.sort(of: scalar) == .character {
            run.append(scalar)
            pending = scalars.next()
        }
        return run
    }

    private mutating func takeWord() -> String {
        var word = String.UnicodeScalarView()
        var count = 0
        while let scalar = pending {
            let folded = Self.folded(scalar)
            guard Self.sort(of: folded) == .word else { break }
            count += 1
            if count <= SearchTokens.wordCharactersMax { Self.append(folded, to: &word) }
            pending = scalars.next()
        }
        return String(word)
    }

    private static func append(_ scalar: Unicode.Scalar, to word: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x41...0x5A: word.append(Unicode.Scalar(UInt8(scalar.value + 32)))
        case 0..<0x80: word.append(scalar)
        default: word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }

    /// Full-width Latin letters and digits as their ordinary forms.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func sort(of scalar: Unicode.Scalar) -> Sort {
        let value = scalar.value
        if value < 0x80 {
            let isWord =
                (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
            return isWord ? .word : .gap
        }
        if isPaired(value) { return .character }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return .word
        default: return .gap
        }
    }

    /// Scripts that put no blanks between words: Han with its extensions, kana, Hangul.
    private static func isPaired(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0xAC00...0xD7A3,
            0x3005, 0x3007, 0xF900...0xFAD9, 0x20000...0x2FA1D:
            true
        default: false
        }
    }
}
