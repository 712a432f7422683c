import Mustache

/// A property that is nil: nothing is shown, and what structs further out call by the same name is not meant.
private struct AbsentValue: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}

/// A page struct, or one inside it, laid open once.
///
/// Mustache looks a struct up by reflection with each name anew, in each struct around it as well: two thirds of a
/// page's time. Here the properties of a struct are reflected on when the first of them is asked for, and kept.
final class TemplateObject: MustacheParent, CustomStringConvertible {
    private struct Property {
        let value: Any
    }

    private let value: Any
    private lazy var properties = Self.properties(of: value)

    init(_ value: Any) {
        self.value = value
    }

    var description: String { String(describing: value) }

    /// - Returns: nil for an unknown name, for which Mustache looks further out.
    func child(named name: String) -> Any? { properties[name]?.value }

    private static func properties(of value: Any) -> [String: Property] {
        let mirror = Mirror(reflecting: value)
        var properties: [String: Property] = [:]
        for (label, value) in mirror.children {
            guard let label, properties[label] == nil else { continue }
            properties[label] = Property(value: opened(value) ?? AbsentValue())
        }
        return properties
    }

    /// What Mustache is given for a value: structs laid open, in lists too; text, numbers and the like as they are.
    private static func opened(_ value: Any) -> Any? {
        if value is String || value is Bool || value is Int { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { opened($0.value) }
        case .collection: return mirror.children.compactMap { opened($0.value) }
        case .struct, .class: return mirror.children.isEmpty ? value : TemplateObject(value)
        default: return value
        }
    }
}
