/// An SVG picture under construction: marks are appended in painting order, then closed with ``svg(width:height:…)``.
///
/// Everything that a reader could have written (names, quotes) passes through ``MarkupText`` here, and colours are
/// classes, never attributes, so that a picture obeys the page's theme and its Content-Security-Policy.
struct Drawing {
    private(set) var marks = ""
    /// Marks that are links make the picture a group: what stands inside an image cannot be reached.
    private var hasLinks = false

    /// Appends one element. `title` becomes its `<title>`, which browsers show on hover and screen readers read.
    mutating func add(_ name: String, _ attributes: [(String, String)], title: String? = nil, text: String? = nil) {
        marks += "<\(name)"
        for (key, value) in attributes {
            marks += " \(key)=\"\(MarkupText.escaped(value))\""
        }
        guard title != nil || text != nil else {
            marks += "/>"
            return
        }
        marks += ">"
        if let title { marks += "<title>\(MarkupText.escaped(title))</title>" }
        if let text { marks += MarkupText.escaped(text) }
        marks += "</\(name)>"
    }

    /// Marks of one kind, whose class is written once.
    mutating func group(class name: String, _ draw: (inout Drawing) -> Void) {
        marks += "<g class=\"\(MarkupText.escaped(name))\">"
        draw(&self)
        marks += "</g>"
    }

    /// Marks that lead somewhere; `label` is what a screen reader says of the link.
    mutating func link(to address: String?, label: String, _ draw: (inout Drawing) -> Void) {
        guard let address else { return draw(&self) }
        hasLinks = true
        marks += "<a href=\"\(MarkupText.escaped(address))\" aria-label=\"\(MarkupText.escaped(label))\">"
        draw(&self)
        marks += "</a>"
    }

    mutating func line(from start: Point, to end: Point, class name: String) {
        add(
            "line",
            [
                ("class", name), ("x1", start.x.svg), ("y1", start.y.svg), ("x2", end.x.svg), ("y2", end.y.svg),
            ])
    }

    mutating func rectangle(_ frame: Frame, class name: String, radius: Double = 0, title: String? = nil) {
        var attributes = [
            ("class", name), ("x", frame.x.svg), ("y", frame.y.svg), ("width", frame.width.svg),
            ("height", frame.height.svg),
        ]
        if radius > 0 { attributes.append(("rx", radius.svg)) }
        add("rect", attributes, title: title)
    }

    /// - Parameter name: nil for the class of the group around it.
    mutating func circle(at centre: Point, radius: Double, class name: String?, title: String? = nil) {
        let place = [("cx", centre.x.svg), ("cy", centre.y.svg), ("r", radius.svg)]
        add("circle", (name.map { [("class", $0)] } ?? []) + place, title: title)
    }

    mutating func text(_ words: String, at point: Point, class name: String? = nil, anchor: TextAnchor = .start) {
        var attributes = [("x", point.x.svg), ("y", point.y.svg)]
        if let name { attributes.append(("class", name)) }
        if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
        add("text", attributes, text: words)
    }

    mutating func path(through points: [Point], class name: String, closed: Bool = false) {
        let list = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
        add(closed ? "polygon" : "polyline", [("class", name), ("points", list)])
    }

    /// The finished picture. `label` is what a screen reader says instead of the marks; the table beside the chart
    /// carries the numbers.
    func svg(width: Double, height: Double, class name: String, label: String) -> String {
        "<svg class=\"\(name)\" viewBox=\"0 0 \(width.svg) \(height.svg)\" role=\"\(hasLinks ? "group" : "img")\" "
            + "aria-label=\"\(MarkupText.escaped(label))\">\(marks)</svg>"
    }
}

/// A place in a picture; y grows downwards, units are the viewBox's.
struct Point: Hashable {
    var x: Double
    var y: Double
}

/// An upright rectangle in a picture.
struct Frame: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }

    func overlaps(_ other: Frame) -> Bool {
        x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
    }
}

/// Which end of a text its point names.
enum TextAnchor: String {
    case start, middle, end
}

extension Double {
    /// At most one decimal, which is finer than a screen's pixel at the sizes drawn here.
    var svg: String {
        guard isFinite else { return "0" }
        let tenths = (self * 10).rounded()
        if tenths.truncatingRemainder(dividingBy: 10) == 0 { return String(Int64(tenths / 10)) }
        return String(tenths / 10)
    }
}
