/// Sizes of files in words.
enum ByteWords {
    /// 512 MB, 3.4 KB.
    static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_024: "\(bytes) B"
        case ..<(1 << 20): NumberWords.decimal(Double(bytes) / 1_024, places: 1) + " KB"
        case ..<(1 << 30): NumberWords.decimal(Double(bytes) / 1_048_576, places: 1) + " MB"
        default: NumberWords.decimal(Double(bytes) / 1_073_741_824, places: 1) + " GB"
        }
    }
}
