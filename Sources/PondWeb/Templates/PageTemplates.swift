import Foundation
import Mustache

/// The templates, style sheets and other files that ship beside the binary in its `.resources` folder.
struct PageTemplates {
    /// What went wrong with our own files; a reader can only reinstall.
    enum Failure: Error, CustomStringConvertible {
        case missing(String)
        case broken(String, reason: String)

        var description: String {
            switch self {
            case .missing(let path):
                "Pond's own file \(path) is missing. "
                    + "Keep the .resources folder beside the pond binary, or install again."
            case .broken(let path, let reason): "Pond's own file \(path) is broken: \(reason)"
            }
        }
    }

    private let root: URL
    private let library: MustacheLibrary

    /// Loads every template of a folder, registered as `folder/name`.
    init(folder: String) throws {
        root = try Self.resourcesFolder()
        var library = MustacheLibrary()
        let directory = root.appendingPathComponent("Templates/\(folder)")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
            throw Failure.missing("Templates/\(folder)")
        }
        for name in names.sorted() where name.hasSuffix(".mustache") {
            let path = "Templates/\(folder)/\(name)"
            let text = try Self.text(root, path)
            do {
                try library.register(text, named: "\(folder)/\(name.dropLast(".mustache".count))")
            } catch {
                throw Failure.broken(path, reason: "\(error)")
            }
        }
        self.library = library
    }

    /// Renders a page struct; its properties are the names in the template.
    func render(_ page: some Sendable, with name: String) throws -> String {
        guard let html = library.render(page, withTemplate: name) else { throw Failure.missing("Templates/\(name)") }
        return html
    }

    /// The text of a style sheet in `Styles/`.
    func styleSheet(_ name: String) throws -> String {
        try Self.text(root, "Styles/\(name).css")
    }

    private static func text(_ root: URL, _ path: String) throws -> String {
        guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else {
            throw Failure.missing(path)
        }
        return text
    }

    /// Looked for beside the running binary first, because `Bundle.module` ends the process when it finds nothing.
    private static func resourcesFolder() throws -> URL {
        let beside = Bundle.main.bundleURL.appendingPathComponent("Pond_PondWeb.resources/Resources")
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        guard let place = Bundle.module.resourceURL?.appendingPathComponent("Resources") else {
            throw Failure.missing("Pond_PondWeb.resources")
        }
        return place
    }
}
