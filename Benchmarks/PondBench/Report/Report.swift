import Foundation

/// What a bench says: words while it runs, and at the end one line a figure that programs can read,
/// `result NAME VALUE UNIT` or `ratio NAME X`. Each name appears once, however many rounds gave it a value: the median
/// counts.
final class Report {
    private var names: [String] = []
    private var figures: [String: Samples] = [:]
    private var units: [String: String] = [:]
    private var ratioNames: [String] = []
    private var ratios: [String: Samples] = [:]

    /// Writes a line at once, also into a pipe.
    func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Adds what one round measured.
    func add(_ name: String, _ value: Double, _ unit: String) {
        if figures[name] == nil { names.append(name) }
        figures[name, default: Samples()].add(value)
        units[name] = unit
    }

    /// Adds ours divided by the peer's of one round; above 1 we are better.
    func addRatio(_ name: String, _ value: Double) {
        if ratios[name] == nil { ratioNames.append(name) }
        ratios[name, default: Samples()].add(value)
    }

    func median(_ name: String) -> Double? {
        figures[name]?.median
    }

    /// Cores, system and load, because figures of a shared machine mean little without.
    func tellMachine() {
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        let name = ProcessInfo.processInfo.operatingSystemVersionString
        let cores = ProcessInfo.processInfo.activeProcessorCount
        say("# \(cores) cores, \(name), load \(load.split(separator: " ").prefix(3).joined(separator: " "))")
    }

    /// Prints the medians.
    func finish() {
        say("")
        for name in names {
            guard let value = figures[name]?.median else { continue }
            say("result \(name) \(Self.plain(value)) \(units[name] ?? "")")
        }
        for name in ratioNames {
            guard let value = ratios[name]?.median else { continue }
            say("ratio \(name) \(String(format: "%.2f", value))")
        }
    }

    /// Three or four digits that mean something, no exponent.
    static func plain(_ value: Double) -> String {
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 3 : 4
        return String(format: "%.\(digits)f", value)
    }
}

/// The values of one figure, one a round.
struct Samples {
    private var values: [Double] = []

    mutating func add(_ value: Double) {
        values.append(value)
    }

    /// The middle value, or the mean of the two in the middle; nil without any.
    var median: Double? {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
