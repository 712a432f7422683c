import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PondCore

/// Turns page structs into HTML in the visitor's language.
struct PageRenderer: Sendable {
    let assets: AssetStore
    let configuration: WebConfiguration
    private let chinese: PageTemplates
    private let english: PageTemplates

    /// Reads all templates, words and assets.
    /// - Throws: what is wrong with one of Pond's own files.
    init(configuration: WebConfiguration) throws {
        let words = try PageTemplates.words()
        self.configuration = configuration
        assets = try AssetStore()
        chinese = try PageTemplates(language: .chinese, words: words)
        english = try PageTemplates(language: .english, words: words)
    }

    /// The page as an answer.
    /// - Throws: when the template is missing.
    func response(
        _ page: some Sendable, template: String, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let templates = visit.language == .chinese ? chinese : english
        let html = try templates.render(page, with: template)
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .vary: "Cookie, Accept-Language",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// What every page needs of its frame.
    func frame(_ title: Phrase, _ visit: Visit) -> PageFrame {
        PageFrame(title: title, visit: visit, assets: assets, configuration: configuration)
    }

    /// A refusal as a page: what happened, what is safe, what to do.
    func refusal(_ error: AppError, _ visit: Visit) -> Response {
        let page = RefusalPage(
            error, frame: frame(error.kind.heading, visit), here: visit.here,
            requestID: error.kind == .unknown ? visit.requestID : nil)
        let response = try? response(page, template: "shell/refusal", visit, status: error.kind.status)
        return response ?? Response(status: error.kind.status)
    }
}
