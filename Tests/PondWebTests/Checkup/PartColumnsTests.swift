import Testing

@testable import PondWeb

@Suite("Columns of the checkup report")
struct PartColumnsTests {
    private static func part(bars: Int) -> CheckupReportPage.Part {
        var part = CheckupReportPage.Part()
        part.bars = .init(
            (0..<bars).map { _ in .init(dot: "", name: "", value: "", note: "", meter: "", hint: nil) })
        return part
    }

    @Test("Parts go where both columns end at about the same height", arguments: [0.0, 300, 550])
    func areLevel(picture: Double) {
        var columns = PartColumns(width: PartColumns.twoFifths)
        columns.side = [Self.part(bars: 6)]
        columns.main = [Self.part(bars: 0)]
        columns.pictureHeight = picture
        columns.fill(with: [4, 3, 6, 1].map { Self.part(bars: $0) })
        func bars(_ parts: [CheckupReportPage.Part]) -> Int { parts.reduce(0) { $0 + ($1.bars?.items.count ?? 0) } }
        #expect(bars(columns.side) + bars(columns.main) == 20)
        #expect(abs(Double(bars(columns.main) - bars(columns.side)) * 50 + picture) <= 100)
    }
}
