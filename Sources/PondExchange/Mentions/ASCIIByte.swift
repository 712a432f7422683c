extension UInt8 {
    /// ASCII capitals as small letters, everything else as it is.
    package var foldedASCII: UInt8 {
        self >= 0x41 && self <= 0x5A ? self | 0x20 : self
    }

    /// A letter or digit of ASCII.
    package var isASCIIWord: Bool {
        (self >= 0x30 && self <= 0x39) || (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A)
    }
}
