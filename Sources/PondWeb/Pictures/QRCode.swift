import CQRCodeGen

/// A QR code as the path of an SVG: one square a module, with the quiet zone of four modules that readers want.
struct QRCode: Sendable {
    static let quietModules = 4

    /// The length of a side in modules, quiet zone included: `viewBox="0 0 side side"`.
    let side: Int
    /// `M4 4h1v1h-1z…`: the dark modules.
    let path: String

    /// - Returns: nil for a text that is too long for any code.
    init?(_ text: String) {
        let room = ((Int(qrcodegen_VERSION_MAX) * 4 + 17) * (Int(qrcodegen_VERSION_MAX) * 4 + 17) + 7) / 8 + 1
        var scratch = [UInt8](repeating: 0, count: room)
        var code = [UInt8](repeating: 0, count: room)
        guard
            qrcodegen_encodeText(
                text, &scratch, &code, qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX,
                qrcodegen_Mask_AUTO, true)
        else { return nil }
        let modules = Int(qrcodegen_getSize(code))
        var path = ""
        for row in 0..<modules {
            var column = 0
            while column < modules {
                guard qrcodegen_getModule(code, Int32(column), Int32(row)) else {
                    column += 1
                    continue
                }
                let start = column
                while column < modules, qrcodegen_getModule(code, Int32(column), Int32(row)) { column += 1 }
                path +=
                    "M\(start + Self.quietModules) \(row + Self.quietModules)h\(column - start)v1h-\(column - start)z"
            }
        }
        side = modules + 2 * Self.quietModules
        self.path = path
    }
}
