internal import CPondShims

/// Finds the words of a line, in Chinese by ICU's dictionary. Not to be shared between threads.
final class WordFinder {
    /// Nil where ICU's data lacks the rules: nothing is found then.
    private let finder: UnsafeMutableRawPointer?

    init() {
        finder = pond_words_open()
    }

    deinit {
        if let finder { pond_words_close(finder) }
    }

    /// Words of letters, kana or ideographs with their places in units of UTF-16; numbers and signs are passed over.
    func words(of line: String) -> [Word] {
        guard let finder else { return [] }
        let units = Array(line.utf16)
        return units.withUnsafeBufferPointer { text in
            guard pond_words_begin(finder, text.baseAddress, Int32(text.count)) == 1 else { return [] }
            var found: [Word] = []
            var (start, end): (Int32, Int32) = (0, 0)
            while pond_words_next(finder, &start, &end) == 1 {
                let place = Int(start)..<Int(end)
                found.append(Word(text: String(decoding: text[place], as: UTF16.self), place: place))
            }
            return found
        }
    }

    /// A word, and where it stands.
    struct Word: Hashable {
        var text: String
        var place: Range<Int>
    }
}
