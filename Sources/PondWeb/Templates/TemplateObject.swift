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
        if let optional = value as? any Emptiable { return optional.content.flatMap(opened) }
        if let list = value as? any Listing { return list.elements.compactMap(opened) }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct, .class: return mirror.children.isEmpty ? value : TemplateObject(value)
        default: return value
        }
    }
}

// A cast tells these two apart at a tenth of what a mirror costs.

private protocol Emptiable {
    var content: Any? { get }
}

extension Optional: Emptiable {
    fileprivate var content: Any? { map { $0 as Any } }
}

private protocol Listing {
    var elements: [Any] { get }
}

extension Array: Listing {
    fileprivate var elements: [Any] { map { $0 as Any } }
}
