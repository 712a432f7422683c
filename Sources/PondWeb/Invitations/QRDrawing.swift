import CQRCodeGen

/// A QR code (ISO/IEC 18004) as one path of an SVG, drawn by qrcodegen.
struct QRDrawing: Sendable {
    /// Modules on a side, with the quiet zone of four on each side that scanners need.
    let sizeCount: Int
    /// One rectangle for each run of dark modules in a row.
    let path: String

    private static let quietCount = 4
    private static let versionMax: Int32 = 20

    /// - Returns: nil for a text that is too long (over some 600 bytes).
    init?(_ text: String) {
        let room = Int((((Self.versionMax * 4 + 17) * (Self.versionMax * 4 + 17)) + 7) / 8 + 1)
        var scratch = [UInt8](repeating: 0, count: room)
        var code = [UInt8](repeating: 0, count: room)
        let isDrawn = qrcodegen_encodeText(
            text, &scratch, &code, qrcodegen_Ecc_MEDIUM, 1, Self.versionMax, qrcodegen_Mask_AUTO, true)
        guard isDrawn else { return nil }
        let size = Int(qrcodegen_getSize(code))
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let start = column
                while column < size, qrcodegen_getModule(code, Int32(column), Int32(row)) { column += 1 }
                if column > start {
                    let run = column - start
                    path += "M\(start + Self.quietCount) \(row + Self.quietCount)h\(run)v1h-\(run)z"
                }
                column += 1
            }
        }
        sizeCount = size + 2 * Self.quietCount
        self.path = path
    }
}
