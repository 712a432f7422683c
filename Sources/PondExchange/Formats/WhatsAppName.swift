/// A person's name as WhatsApp writes it.
enum WhatsAppName {
    /// Without the controls of writing direction around it, and without the tilde that stands before names that are
    /// not in the exporting person's address book: so that one person bears one name on iOS and on Android.
    static func plain(_ name: Bytes) -> Bytes {
        var person = name.undirected
        while person.first == UInt8(ascii: "~"), isSpaced(person) {
            var scanner = ByteScanner(person, at: 1)
            scanner.skipWideSpaces()
            person = scanner.rest.undirected
        }
        return person
    }

    private static func isSpaced(_ name: Bytes) -> Bool {
        name.hasPrefix("~ ") || name.hasPrefix("~\u{202F}") || name.hasPrefix("~\u{00A0}")
    }
}
