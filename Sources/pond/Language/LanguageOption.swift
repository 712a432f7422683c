import ArgumentParser
import Foundation
import PondWeb

/// `--language zh|en`, or what the locale says.
///
/// A locale that names no language (unset, `C`, `POSIX`) leaves the terminal English, which every terminal can show,
/// and lets the report open in Chinese, Pond's first language.
struct LanguageOption: ParsableArguments {
    @Option(help: ArgumentHelp("What Pond speaks, here and in reports. Else the locale's (LANG).", valueName: "zh|en"))
    var language: ReportLanguage?

    var terminal: Terminal {
        Terminal(language: language ?? .named(by: ProcessInfo.processInfo.environment) ?? .english)
    }

    var report: ReportLanguage {
        language ?? .named(by: ProcessInfo.processInfo.environment) ?? .chinese
    }

    /// The same before, or although, the arguments were not understood.
    static func terminal(arguments: [String]) -> Terminal {
        var option = LanguageOption()
        option.language =
            arguments.indices.lazy.compactMap { index -> ReportLanguage? in
                let argument = arguments[index]
                if argument == "--language", index + 1 < arguments.count {
                    return ReportLanguage(rawValue: arguments[index + 1])
                }
                guard argument.hasPrefix("--language=") else { return nil }
                return ReportLanguage(rawValue: String(argument.dropFirst("--language=".count)))
            }.first
        return option.terminal
    }
}

extension ReportLanguage: ExpressibleByArgument {}

extension ReportLanguage {
    /// Chinese for locales such as `zh_CN.UTF-8`, English for those of any other language; nil where none is named.
    static func named(by environment: [String: String]) -> ReportLanguage? {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let code = (locale ?? "").prefix { $0.isLetter }
        if code == "zh" { return .chinese }
        return ["", "C", "POSIX"].contains(code) ? nil : .english
    }
}
