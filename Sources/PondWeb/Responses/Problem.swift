import HTTPTypes
import Hummingbird
import PondCore

/// A refusal as programs get it (RFC 9457).
struct Problem: Codable, Sendable {
    struct Field: Codable, Sendable {
        let field: String
        let problem: String
        let detail: String
    }

    let type: String
    let title: String
    let status: Int
    let code: String
    let detail: String
    let requestId: String
    let fields: [Field]?

    init(_ error: AppError, requestID: String, language: ReportLanguage) {
        let status = error.kind.status
        type = "/problems#\(error.code.rawValue)"
        title = status.reasonPhrase
        self.status = status.code
        code = error.code.rawValue
        detail = error.wording.text(language)
        requestId = requestID
        fields =
            error.fields.isEmpty
            ? nil
            : error.fields.map {
                Field(field: $0.field, problem: $0.problem.rawValue, detail: $0.wording.text(language))
            }
    }
}

extension AppError.Kind {
    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .unreadable: .badRequest
        case .tooLarge: .contentTooLarge
        case .notFound: .notFound
        case .wrongMethod: .methodNotAllowed
        case .signInNeeded: .unauthorized
        case .forbidden: .forbidden
        case .conflict: .conflict
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .unknown: .internalServerError
        }
    }
}
