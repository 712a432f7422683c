import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import PondCommunity
import PondCore
import PondPlatform

/// One request that its route may answer: who asks is known, may ask, and the body has been read.
struct Call: Sendable {
    let request: Request
    /// What the path's placeholders stand for.
    let parameters: [String: String]
    let body: ByteBuffer
    let visit: Visit
    let pages: PageRenderer
    /// The connection, for what is served on it beyond an answer: the live stream.
    let channel: (any Channel)?
    /// The caller's standing in the community of the path.
    private let found: Standing?

    init(
        request: Request, parameters: [String: String], body: ByteBuffer, visit: Visit, pages: PageRenderer,
        standing: Standing?, channel: (any Channel)? = nil
    ) {
        self.channel = channel
        self.request = request
        self.parameters = parameters
        self.body = body
        self.visit = visit
        self.pages = pages
        found = standing
    }

    var actor: Actor { visit.actor }

    /// The caller's standing in the community of the path.
    /// - Throws: `AppError.notFound` on a route whose permission is not about a community.
    func standing() throws -> Standing {
        guard let found else { throw AppError(.notFound) }
        return found
    }

    /// The id in the path.
    /// - Throws: `AppError.notFound`.
    func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws -> ID<Subject> {
        guard let id = parameters[name].flatMap(ID<Subject>.init), id.rawValue > 0 else { throw AppError(.notFound) }
        return id
    }

    /// A value of the query, with blanks around it and U+0000 taken away; nil when it is not there or empty.
    func query(_ name: String) -> String? {
        guard let raw = request.uri.queryParameters[name[...]] else { return nil }
        let text = String(raw).replacingOccurrences(of: "\0", with: "").trimmingCharacters(in: .whitespaces)
        return text.isEmpty ? nil : text
    }

    /// - Throws: `AppError.inputUnreadable`.
    func json<Input: Decodable>(_ type: Input.Type) throws -> Input {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw AppError(.inputUnreadable, "the body has to be application/json")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(buffer: body))
        } catch let error as DecodingError {
            throw AppError(.inputUnreadable, error.place)
        }
    }

    /// The fields of a posted form.
    /// - Throws: `AppError.inputUnreadable`.
    func form<Input: Decodable>(_ type: Input.Type) throws -> Input {
        do {
            return try URLEncodedFormDecoder().decode(type, from: String(buffer: body))
        } catch {
            throw AppError(.inputUnreadable, "the form is incomplete")
        }
    }
}

extension DecodingError {
    /// Where in the input it went wrong, in words for a programmer.
    fileprivate var place: String {
        switch self {
        case .keyNotFound(let key, let context): "“\(Self.path(context.codingPath + [key]))” is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "“\(Self.path(context.codingPath))” has another type"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "it is no JSON" : "“\(Self.path(context.codingPath))” is no valid value"
        @unknown default: "it does not have the expected form"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
