/// Pictures that the demo's people show each other, drawn by the program.
package enum DemoPicture: String, CaseIterable, Hashable, Sendable {
    case camp, latte, pour, window, roast, sieve

    /// What it shows, as its author describes it.
    package var description: String {
        switch self {
        case .camp: "湖边的帐篷、摩卡壶和一杯热咖啡，太阳刚升起来"
        case .latte: "一杯拉花拿铁，奶泡是一颗心"
        case .pour: "手冲：滤杯架在分享壶上，正在滴滤"
        case .window: "冲煮控制图：五次记录，三次落在理想区"
        case .roast: "六档烘焙度的豆子，从浅到深"
        case .sieve: "磨豆机的粒径分布，一个主峰，细粉不多"
        }
    }

    /// What somebody says, with the pictures before it: `[camp][latte]Good morning`.
    static func split(_ text: String) -> (pictures: [DemoPicture], words: String) {
        var pictures: [DemoPicture] = []
        var rest = text[...]
        while rest.first == "[", let end = rest.firstIndex(of: "]"),
            let picture = DemoPicture(rawValue: String(rest[rest.index(after: rest.startIndex)..<end]))
        {
            pictures.append(picture)
            rest = rest[rest.index(after: end)...]
        }
        return (pictures, String(rest))
    }

    /// The file that its author brings.
    package func png() -> [UInt8] {
        let canvas = drawn()
        return PlainPNG.bytes(width: canvas.width, height: canvas.height, pixels: canvas.pixels)
    }

    private func drawn() -> Canvas {
        switch self {
        case .camp: Self.camp()
        case .latte: Self.latte()
        case .pour: Self.pour()
        case .window: Self.window()
        case .roast: Self.roast()
        case .sieve: Self.sieve()
        }
    }

    private static func points(_ numbers: Double...) -> [CanvasPoint] {
        stride(from: 0, to: numbers.count - 1, by: 2).map { CanvasPoint(numbers[$0], numbers[$0 + 1]) }
    }

    private static func camp() -> Canvas {
        var canvas = Canvas(width: 960, height: 640, 0xF6D9B4)
        canvas.gradient(y: 0...330, 0xF2C59B, 0xFBEBD3)
        canvas.circle(CanvasPoint(690, 180), 62, 0xFFF4DF)
        canvas.polygon(points(0, 330, 120, 240, 240, 310, 420, 180, 570, 300, 720, 225, 960, 330), 0xA9BFB0)
        canvas.polygon(points(0, 340, 210, 285, 400, 335, 640, 262, 960, 340), 0x7A9B8C)
        canvas.gradient(y: 329...520, 0x6E9A92, 0x8FB3A6)
        for (x, y, length) in [(120.0, 400.0, 150.0), (420, 372, 110), (610, 430, 190), (330, 455, 120)] {
            canvas.line(points(x, y, x + length, y), width: 4, 0xC6DACF, opacity: 0.8)
        }
        canvas.polygon(points(0, 500, 260, 455, 620, 478, 960, 440, 960, 640, 0, 640), 0x3D6355)
        canvas.polygon(points(0, 560, 400, 520, 960, 548, 960, 640, 0, 640), 0x26463D)
        canvas.polygon(points(280, 350, 140, 540, 420, 540), 0xDF9A5C)
        canvas.polygon(points(280, 350, 230, 540, 420, 540), 0xC9783C)
        canvas.polygon(points(280, 410, 245, 540, 315, 540), 0x6E3E22)
        canvas.polygon(points(600, 380, 700, 380, 716, 540, 584, 540), 0x17302A)
        canvas.polygon(points(612, 348, 688, 348, 700, 384, 600, 384), 0x203D35)
        canvas.circle(CanvasPoint(650, 340), 10, 0x17302A)
        canvas.line(points(708, 408, 748, 418, 742, 476), width: 14, 0x17302A)
        canvas.polygon(points(790, 486, 876, 486, 862, 542, 804, 542), 0xFBF4E6)
        canvas.line(points(872, 498, 898, 504, 880, 526), width: 8, 0xFBF4E6)
        canvas.line(points(820, 462, 812, 440, 826, 420), width: 5, 0xFFF9EE, opacity: 0.8)
        canvas.line(points(848, 462, 840, 434, 854, 408), width: 5, 0xFFF9EE, opacity: 0.8)
        return canvas
    }

    private static func latte() -> Canvas {
        var canvas = Canvas(width: 800, height: 800, 0x8A5E3C)
        for plank in 0..<5 {
            let y = Double(plank) * 160
            canvas.polygon(points(0, y, 800, y, 800, y + 154, 0, y + 154), plank % 2 == 0 ? 0x94673F : 0x875A37)
        }
        canvas.ellipse(CanvasPoint(412, 432), 318, 310, 0x4A2E1A, opacity: 0.35)
        canvas.circle(CanvasPoint(400, 400), 310, 0xE9E4DA)
        canvas.circle(CanvasPoint(400, 400), 268, 0xDAD3C6)
        canvas.line(points(610, 400, 712, 332), width: 46, 0xFAF7F1)
        canvas.circle(CanvasPoint(400, 400), 236, 0xFAF7F1)
        canvas.circle(CanvasPoint(400, 400), 214, 0x6B3F21)
        canvas.circle(CanvasPoint(400, 400), 200, 0x9A6234)
        canvas.circle(CanvasPoint(400, 400), 186, 0xA8703E)
        for (size, colour) in [(1.0, 0xF7E9D0), (0.72, 0xB47A45), (0.58, 0xF7E9D0)] {
            let y = 392.0
            canvas.circle(CanvasPoint(400 - 58 * size, y - 34 * size), 74 * size, colour)
            canvas.circle(CanvasPoint(400 + 58 * size, y - 34 * size), 74 * size, colour)
            canvas.polygon(
                points(
                    400 - 124 * size, y - 2 * size, 400 + 124 * size, y - 2 * size, 400, y + 142 * size), colour)
        }
        return canvas
    }

    private static func pour() -> Canvas {
        var canvas = Canvas(width: 660, height: 880, 0xEDF1EA)
        canvas.gradient(y: 0...880, 0xF4F2E8, 0xDDE8E0)
        canvas.polygon(points(0, 770, 660, 770, 660, 880, 0, 880), 0xC9B79C)
        canvas.ellipse(CanvasPoint(330, 780), 190, 22, 0x8D7B60, opacity: 0.35)
        canvas.polygon(points(212, 470, 448, 470, 500, 770, 160, 770), 0xC4D8D6, opacity: 0.85)
        canvas.polygon(points(185, 630, 475, 630, 500, 770, 160, 770), 0x5E3519)
        canvas.line(points(206, 468, 454, 468), width: 16, 0x8FA9A6)
        canvas.line(points(470, 520, 556, 548, 546, 676, 492, 706), width: 18, 0x9DB6B3)
        canvas.polygon(points(176, 250, 484, 250, 366, 452, 294, 452), 0xFBF9F4)
        canvas.polygon(points(196, 282, 464, 282, 396, 400, 264, 400), 0x4A2A15)
        canvas.ellipse(CanvasPoint(330, 284), 132, 18, 0x7A4A28)
        for bubble in 0..<7 {
            canvas.circle(CanvasPoint(236 + Double(bubble) * 31, 282 + Double(bubble % 3) * 5), 9, 0xC08B58)
        }
        canvas.line(points(160, 250, 500, 250), width: 14, 0xE2DCCF)
        canvas.line(points(330, 460, 330, 640), width: 5, 0x5E3519)
        canvas.line(points(660, 96, 560, 104, 486, 150, 420, 168), width: 20, 0x33534B)
        canvas.line(points(414, 172, 372, 214, 346, 276), width: 6, 0x9CC4CB)
        return canvas
    }

    private static func window() -> Canvas {
        var canvas = Canvas(width: 960, height: 720, 0xFCFBF6)
        for step in 0...8 {
            let x = 110 + Double(step) * 95
            canvas.line(points(x, 70, x, 620), width: 2, 0xE4E3D8)
        }
        for step in 0...5 {
            let y = 70 + Double(step) * 110
            canvas.line(points(110, y, 870, y), width: 2, 0xE4E3D8)
        }
        canvas.polygon(points(395, 235, 585, 235, 585, 455, 395, 455), 0xBFDCCB)
        canvas.line(points(395, 235, 585, 235, 585, 455, 395, 455, 395, 235), width: 4, 0x2F7A5F)
        for slope in [0.52, 0.66, 0.82] {
            canvas.line(points(110, 620, 870, 620 - 760 * slope), width: 3, 0xB9B29C, opacity: 0.9)
        }
        canvas.line(points(110, 60, 110, 620, 880, 620), width: 5, 0x35423D)
        canvas.line(points(270, 545, 330, 500, 452, 392, 520, 330, 556, 300), width: 5, 0xC9783C, opacity: 0.7)
        for (x, y, colour) in [
            (270.0, 545.0, 0xB8452F), (330, 500, 0xC9783C), (452, 392, 0x1F6B54), (520, 330, 0x1F6B54),
            (556, 300, 0x1F6B54),
        ] {
            canvas.circle(CanvasPoint(x, y), 17, 0xFCFBF6)
            canvas.circle(CanvasPoint(x, y), 13, colour)
        }
        return canvas
    }

    private static func roast() -> Canvas {
        var canvas = Canvas(width: 960, height: 480, 0xF1EDE2)
        for (index, colour) in [0xC79A5E, 0xA9743F, 0x8A5730, 0x6C4025, 0x4E2D1B, 0x331D13].enumerated() {
            let x = 110 + Double(index) * 148
            canvas.ellipse(CanvasPoint(x + 5, 262), 60, 88, 0xB8AF9B, opacity: 0.5)
            canvas.ellipse(CanvasPoint(x, 240), 58, 88, colour)
            canvas.ellipse(CanvasPoint(x - 18, 204), 16, 34, 0xFFFFFF, opacity: 0.12)
            canvas.line(
                points(x + 8, 160, x - 8, 200, x + 8, 242, x - 8, 284, x + 4, 320), width: 7, 0x1F110A, opacity: 0.45)
            canvas.polygon(points(x - 52, 382, x + 52, 382, x + 52, 410, x - 52, 410), colour)
        }
        return canvas
    }

    private static func sieve() -> Canvas {
        var canvas = Canvas(width: 960, height: 640, 0xFBFAF4)
        let counts = [0.05, 0.09, 0.12, 0.10, 0.14, 0.26, 0.46, 0.71, 0.92, 1.0, 0.86, 0.61, 0.36, 0.18, 0.08, 0.03]
        for step in 1...4 {
            let y = 540 - Double(step) * 115
            canvas.line(points(70, y, 890, y), width: 2, 0xE6E4D9)
        }
        for (index, count) in counts.enumerated() {
            let x = 84 + Double(index) * 50
            let top = 540 - count * 440
            canvas.polygon(points(x, top, x + 40, top, x + 40, 540, x, 540), index < 4 ? 0xD79B5B : 0x2F7A5F)
        }
        canvas.line(points(60, 540, 900, 540), width: 5, 0x35423D)
        return canvas
    }
}
