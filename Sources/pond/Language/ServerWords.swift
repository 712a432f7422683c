import PondWeb

/// What `pond serve` and `pond simulate` say.
enum ServerWords {
    static func isAt(_ url: String) -> Phrase {
        Phrase("池塘在 \(url)", "Pond is at \(url)")
    }

    static func firstRun(_ url: String) -> Phrase {
        Phrase("第一次运行：打开 \(url) 建你的账号。", "First run: open \(url) to make your account.")
    }

    static let worksWithoutPages = Phrase(
        "已经在干活。这个进程不出页面（--roles worker）。", "Working. No pages here: --roles worker.")

    static func gateway(_ url: String, secret: String) -> Phrase {
        Phrase("短信网关：\(url)  密钥：\(secret)", "Gateway for short messages: \(url)  secret: \(secret)")
    }
}
