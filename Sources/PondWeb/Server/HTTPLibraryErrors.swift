import Hummingbird
import PondCore

extension HTTPError: HTTPStatusTelling {
    var refusal: AppError {
        switch status {
        case .notFound: AppError(.notFound)
        case .methodNotAllowed: AppError(.methodNotAllowed)
        case .contentTooLarge: AppError(.inputTooLarge, "")
        case .badRequest: AppError(.inputUnreadable, body ?? "")
        default: AppError(.unknown)
        }
    }
}
