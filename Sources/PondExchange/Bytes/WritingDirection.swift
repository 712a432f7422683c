extension UnsafeBufferPointer where Element == UInt8 {
    /// Without the controls of writing direction at both ends (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069):
    /// WhatsApp for iOS puts them around telephone numbers, WhatsApp for Android does not.
    var undirected: Bytes {
        var text = self
        while text.holdsDirection(at: 0) { text = text.dropping(3) }
        while text.holdsDirection(at: text.count - 3) { text = text.slice(0, text.count - 3) }
        return text
    }

    private func holdsDirection(at place: Int) -> Bool {
        guard place >= 0, count >= place + 3, self[place] == 0xE2 else { return false }
        switch (self[place + 1], self[place + 2]) {
        case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return true
        default: return false
        }
    }
}
