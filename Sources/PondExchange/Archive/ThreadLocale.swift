import Glibc

/// UTF-8 as the C library's character set, for this thread alone and for a while: libarchive spells the names of
/// entries in the thread's character set, and in the locale "C", in which programs begin, only ASCII can be spelled.
struct ThreadLocale {
    private let before: locale_t?
    private let utf8: locale_t?

    init() {
        utf8 = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        before = utf8.flatMap { uselocale($0) }
    }

    /// Puts back what was before. On the thread that began.
    func end() {
        guard let utf8 else { return }
        _ = uselocale(before)
        freelocale(utf8)
    }
}
