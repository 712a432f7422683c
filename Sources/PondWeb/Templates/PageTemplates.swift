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

    /// Loads every template of every folder, registered as `folder/name`, with the words of a language in them.
    init(language: ReportLanguage, words: WordCatalogue) throws {
        root = try Self.resourcesFolder()
        MarkupText.register()
        var library = MustacheLibrary()
        for folder in try Self.names(root, "Templates", suffix: "") {
            for name in try Self.names(root, "Templates/\(folder)", suffix: ".mustache") {
                let path = "Templates/\(folder)/\(name).mustache"
                do {
                    let text = try MarkupText.pragma + Self.dotted(words.fill(Self.text(root, path), language))
                    try library.register(text, named: "\(folder)/\(name)")
                    try library.register(text, named: "\(folder).\(name)")
                } catch {
                    throw Failure.broken(path, reason: "\(error)")
                }
            }
        }
        self.library = library
    }

    /// The library reads no slash in the name that closes a template which another one inherits: there a dot stands.
    private static func dotted(_ text: String) -> String {
        text.replacing(/\{\{([<\/])([a-z0-9-]+)\/([a-z0-9-]+)\}\}/) { "{{\($0.1)\($0.2).\($0.3)}}" }
    }

    /// The words of all templates.
    static func words() throws -> WordCatalogue {
        let root = try resourcesFolder()
        var catalogue = WordCatalogue()
        for area in try names(root, "Words", suffix: ".txt") {
            try catalogue.add(area: area, text(root, "Words/\(area).txt"))
        }
        return catalogue
    }

    /// The files of a folder without their suffix, sorted.
    static func names(_ root: URL, _ folder: String, suffix: String) throws -> [String] {
        let directory = root.appendingPathComponent(folder)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
            throw Failure.missing(folder)
        }
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.map { String($0.dropLast(suffix.count)) }
            .sorted()
    }

    /// Loads every template of a folder, registered as `folder/name`.
    init(folder: String) throws {
        root = try Self.resourcesFolder()
        MarkupText.register()
        var library = MustacheLibrary()
        let directory = root.appendingPathComponent("Templates/\(folder)")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
            throw Failure.missing("Templates/\(folder)")
        }
        for name in names.sorted() where name.hasSuffix(".mustache") {
            let path = "Templates/\(folder)/\(name)"
            let text = try MarkupText.pragma + Self.text(root, path)
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
        let html = library.render(TemplateObject(page), withTemplate: name)
        guard let html else { throw Failure.missing("Templates/\(name)") }
        return html
    }

    /// The text of a style sheet in `Styles/`.
    func styleSheet(_ name: String) throws -> String {
        try Self.text(root, "Styles/\(name).css")
    }

    static func text(_ root: URL, _ path: String) throws -> String {
        guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else {
            throw Failure.missing(path)
        }
        return text
    }

    /// Looked for beside the running binary first, because `Bundle.module` ends the process when it finds nothing.
    static func resourcesFolder() throws -> URL {
        let beside = Bundle.main.bundleURL.appendingPathComponent("Pond_PondWeb.resources/Resources")
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        guard let place = Bundle.module.resourceURL?.appendingPathComponent("Resources") else {
            throw Failure.missing("Pond_PondWeb.resources")
        }
        return place
    }
}
