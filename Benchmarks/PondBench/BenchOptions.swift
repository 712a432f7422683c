import Foundation

/// Which bench to run, and how much of it: `store --rounds 5 --seconds 3`.
struct BenchOptions: Sendable {
    enum Bench: String, CaseIterable {
        case store
        case `import`
        case checkup
        case circles
        case start
        case idle
        case fanout
        case chat
        case http
        case search
        case pages
    }

    /// Wrong use, told in words.
    struct Misuse: Error, CustomStringConvertible {
        let description: String
    }

    let bench: Bench
    /// How often everything is measured, ours and the peer in turn; figures are medians.
    private(set) var rounds = 3
    /// How long each load of the store lasts.
    private(set) var seconds = 2.0
    /// Size of the generated export.
    private(set) var messages = 1_000_000
    private(set) var people = 20_000
    /// Size of the log that pages are measured with.
    private(set) var events = 10_000_000
    /// The one engine to measure; nil measures both.
    private(set) var only: String?

    /// - Throws: `Misuse`.
    init(_ arguments: [String]) throws {
        let names = Bench.allCases.map(\.rawValue).joined(separator: ", ")
        guard let name = arguments.first, let bench = Bench(rawValue: name) else {
            throw Misuse(description: "name one of \(names)")
        }
        self.bench = bench
        var rest = arguments.dropFirst()
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Misuse(description: "\(option) needs a value") }
            try set(option, value)
        }
    }

    func includes(_ engine: String) -> Bool {
        only == nil || only == engine
    }

    private mutating func set(_ option: String, _ value: String) throws {
        if option == "--only" {
            only = value
            return
        }
        guard let number = Double(value), number > 0 else {
            throw Misuse(description: "\(option) takes a number above 0, not \(value)")
        }
        switch option {
        case "--rounds": rounds = max(1, Int(number))
        case "--seconds": seconds = number
        case "--messages": messages = max(1, Int(number))
        case "--events": events = max(1_000, Int(number))
        case "--people": people = max(1, Int(number))
        default: throw Misuse(description: "unknown option \(option)")
        }
    }
}
