/// A line of columns for people to read: the first flush left, the others flush right.
struct TableRow {
    private static let firstColumnCharacters = 44
    private static let columnCharacters = 14

    let text: String

    init(_ first: String, _ others: String...) {
        var text = first.padded(to: Self.firstColumnCharacters)
        for other in others {
            text += String(repeating: " ", count: max(1, Self.columnCharacters - other.count)) + other
        }
        self.text = text
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }
}
