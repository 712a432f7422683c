import HTTPTypes
import PondCommunity
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Headers of every answer")
struct HeaderTests {
    @Test("Pages, programs, files and refusals carry the security headers, and nothing sets a cookie that scripts read")
    func headers() async throws {
        try await CommunitySite.run(.sqlite) { site in
            let founded = try await site.found()
            let owner = CommunitySite.Person.yanqiu.token
            let paths = [
                "/", "/sign-in", "/c/\(founded.community)", "/console/\(founded.community)", "/nowhere",
                "/openapi.json",
                "/api/v1/communities", "/api/v1/me", "/healthz", "/assets/kernel.js", "/console/1/members", "/me",
            ]
            for path in paths {
                for token in [nil, owner] {
                    let answer = try await site.get(path, as: token)
                    check(answer, path)
                }
            }
            let refused = try await site.post("/preferences", [("language", "en")], as: nil)
            check(refused, "/preferences")
        }
    }

    private func check(_ answer: CommunitySite.Answer, _ path: String) {
        func value(_ name: String) -> String { HTTPField.Name(name).flatMap { answer.headers[$0] } ?? "" }
        let policy = value("Content-Security-Policy")
        let wanted = [
            "default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", "base-uri 'none'",
        ]
        for part in wanted + ["frame-ancestors 'none'", "form-action 'self'"] {
            #expect(policy.contains(part), "\(path): \(part)")
        }
        #expect(!policy.contains("unsafe"), "\(path)")
        #expect(value("X-Content-Type-Options") == "nosniff", "\(path)")
        #expect(value("Referrer-Policy") == "strict-origin-when-cross-origin", "\(path)")
        #expect(value("Cross-Origin-Opener-Policy") == "same-origin", "\(path)")
        #expect(value("Cross-Origin-Resource-Policy") == "same-origin", "\(path)")
        #expect(value("Permissions-Policy").contains("camera=()"), "\(path)")
        #expect(value("Strict-Transport-Security") == "max-age=31536000", "\(path): the site is https")
        #expect(!value("X-Request-Id").isEmpty, "\(path)")
        #expect(value("Server").isEmpty && value("X-Powered-By").isEmpty, "\(path)")
        for cookie in answer.headers[values: .setCookie] {
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "\(path): \(cookie)")
            #expect(cookie.contains("Secure"), "\(path): \(cookie)")
        }
    }

    @Test("The footer of public pages shows policies and filing numbers; a policy keeps its earlier versions")
    func footer() async throws {
        try await CommunitySite.run(.sqlite) { site in
            let founded = try await site.found()
            let pages = ["/c/\(founded.community)", "/sign-in", "/policies/terms", "/c/\(founded.community)/members"]
            let before = try await site.get(pages[0])
            #expect(before.text.contains(#"href="/policies/privacy""#) && !before.text.contains("beian"))
            let installation = Installation(site.database)
            try await installation.change(as: .machine) { settings in
                settings.icpNumber = "沪ICP备20250001号-1"
                settings.policeNumber = "沪公网安备31010002000001号"
                settings.terms.text = "第一条 好好说话"
                settings.terms.version = "2"
            }
            try await installation.change(as: .machine) { settings in
                settings.terms.text = "第一条 好好说话，慢慢说"
                settings.terms.version = "3"
            }
            site.clock.advance(milliseconds: 60_000)
            for path in pages {
                let page = try await site.get(
                    path, as: path.hasSuffix("members") ? CommunitySite.Person.yanqiu.token : nil)
                #expect(page.text.contains(#"<a lang="zh-CN" href="https://beian.miit.gov.cn/""#), "\(path)")
                #expect(page.text.contains("沪公网安备31010002000001号"), "\(path)")
                #expect(page.text.contains(#"href="/policies/terms""#), "\(path)")
            }
            let now = try await site.get("/policies/terms")
            #expect(now.text.contains("慢慢说") && now.text.contains("/policies/terms?version=2"))
            let second = try await site.get("/policies/terms?version=2")
            #expect(second.text.contains("第一条 好好说话") && !second.text.contains("慢慢说"))
            #expect(try await site.get("/policies/terms?version=1").status == .ok)
            #expect(try await site.get("/policies/terms?version=4").status == .notFound)
            #expect(try await site.get("/policies/terms?version=x").status == .notFound)
            let english = try await site.get("/policies/terms", as: "admin-en")
            #expect(english.text.contains(#"<div class="stack" lang="zh-CN">"#))
        }
    }
}
