import PondCommunity

/// A brand's colours as a style sheet over Pond's tokens, for day and night.
enum BrandStyle {
    static func css(_ brand: Brand) -> String {
        let light = BrandColour(brand.colourLight).map(day) ?? ""
        let dark = BrandColour(brand.colourDark).map(night) ?? ""
        var css = ""
        if !light.isEmpty { css += "@layer parts{:root{\(light)}}\n" }
        // What the light colours set has to be taken back at night, also where the brand has no colour for it.
        let atNight = dark.isEmpty ? night(.pondAtNight) : dark
        css += "@layer parts{@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(atNight)}}"
        css += "@media screen{:root[data-theme=dark]{\(atNight)}}}\n"
        return css
    }

    private static func day(_ colour: BrandColour) -> String {
        let strong = colour.mixed(with: BrandColour(red: 0, green: 0, blue: 0), share: 0.25)
        return tokens(
            colour, strong: strong, soft: BrandColour.paper.mixed(with: colour, share: 0.14), on: .paper)
    }

    private static func night(_ colour: BrandColour) -> String {
        let strong = colour.mixed(with: BrandColour(red: 255, green: 255, blue: 255), share: 0.25)
        let on = colour.contrast(with: .ink) >= Brand.contrastMin ? BrandColour.ink : .paper
        return tokens(colour, strong: strong, soft: BrandColour.night.mixed(with: colour, share: 0.22), on: on)
    }

    private static func tokens(
        _ colour: BrandColour, strong: BrandColour, soft: BrandColour, on: BrandColour
    ) -> String {
        "--brand:\(colour.text);--brand-strong:\(strong.text);--brand-soft:\(soft.text);--on-brand:\(on.text);"
            + "--c1:\(colour.text)"
    }
}
