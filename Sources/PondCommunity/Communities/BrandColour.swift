import Foundation

/// A colour of sRGB, written `#1b6a56`.
package struct BrandColour: Hashable, Sendable {
    package let red: Int
    package let green: Int
    package let blue: Int

    package init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#1b6a56`; nil for anything else.
    package init?(_ text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16) else {
            return nil
        }
        self.init(red: value >> 16, green: value >> 8 & 0xFF, blue: value & 0xFF)
    }

    package var text: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    package var luminance: Double {
        func linear(_ part: Int) -> Double {
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// 1 to 21 (WCAG 2.2, "contrast ratio").
    package func contrast(with other: BrandColour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// So much of the other colour mixed in, 0 to 1.
    package func mixed(with other: BrandColour, share: Double) -> BrandColour {
        func mix(_ one: Int, _ two: Int) -> Int { Int((Double(one) * (1 - share) + Double(two) * share).rounded()) }
        return BrandColour(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// The surfaces of Pond's pages (`Styles/tokens.css`), which text in the brand's colour stands on.
    package static let paper = BrandColour(red: 0xFF, green: 0xFE, blue: 0xFB)
    package static let night = BrandColour(red: 0x12, green: 0x20, blue: 0x1E)
    /// Text on a button in a light colour.
    package static let ink = BrandColour(red: 0x06, green: 0x23, blue: 0x1B)
    package static let pond = BrandColour(red: 0x1B, green: 0x6A, blue: 0x56)
    package static let pondAtNight = BrandColour(red: 0x72, green: 0xC8, blue: 0xA9)
}
