import HTTPTypes
import Hummingbird
import PondCore

/// The switches for language and theme, which every page has. They work without a script.
struct PreferenceRoutes: Sendable {
    struct Form: Decodable {
        let language: String?
        let theme: String?
        let back: String?
    }

    var routes: [Route] {
        [
            Route.form("/preferences", .everybody) { call in
                let form = try call.form(Form.self)
                var response = Response.seeOther(LocalPath.checked(form.back) ?? "/")
                let year = 365 * 86_400
                if let language = form.language.flatMap(ReportLanguage.init) {
                    response.setCookie(
                        .pond(
                            CookieName.language, language.rawValue, isSecure: call.visit.isSecure, maxAgeSeconds: year))
                }
                if let theme = form.theme.flatMap(PageTheme.init) {
                    response.setCookie(
                        .pond(CookieName.theme, theme.rawValue, isSecure: call.visit.isSecure, maxAgeSeconds: year))
                }
                return response
            }
        ]
    }
}

/// Where to go after a form, when the form says so: a path of ours, never another site's address.
enum LocalPath {
    static func checked(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { return nil }
        return path
    }
}

extension Response {
    /// What a form answers with: see the other page.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}
