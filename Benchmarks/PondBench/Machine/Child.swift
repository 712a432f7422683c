import Foundation

/// A program run to its end, with what it cost.
struct Child {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How often the peak of its memory is looked at while it runs.
    private static let lookMicroseconds: UInt32 = 4_000

    let seconds: Double
    /// User and system time of the program and those it waited for.
    let cpuSeconds: Double
    /// Largest resident size, from `VmHWM` in `/proc/PID/status`. The kernel's `ru_maxrss` would not do: it begins with
    /// the size of the process that started the program.
    let peakMegabytes: Double
    let output: String

    /// - Parameters:
    ///   - command: the program, by path or looked up in `PATH`, and its arguments.
    ///   - folder: takes the output while it runs.
    /// - Throws: `Failure` when it cannot be started or does not end with 0.
    init(_ command: [String], in folder: TemporaryFolder) throws {
        let output = folder.path("output-\(UUID().uuidString)")
        defer { unlink(output) }
        let clock = ContinuousClock()
        let started = clock.now
        let process = try Self.spawn(command, output: output)
        var peak = 0
        var status: Int32 = 0
        var usage = rusage()
        while true {
            let ended = wait4(process, &status, WNOHANG, &usage)
            if ended == process { break }
            if ended < 0, errno != EINTR { throw Failure(description: "\(command[0]) was lost") }
            peak = max(peak, Self.peakKilobytes(process))
            usleep(Self.lookMicroseconds)
        }
        seconds = (clock.now - started) / .seconds(1)
        cpuSeconds = usage.cpuSeconds
        peakMegabytes = Double(peak) / 1024
        self.output = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        guard status == 0 else {
            throw Failure(description: "\(command.joined(separator: " ")) failed:\n\(self.output.suffix(2000))")
        }
    }

    /// Standard output and error go to the file `output`.
    static func spawn(_ command: [String], output: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = signals()
        defer { posix_spawnattr_destroy(&attributes) }
        var arguments = command.map { strdup($0) } + [nil]
        var environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &environment)
        guard result == 0 else {
            throw Failure(description: "\(command[0]) cannot be started: \(String(cString: strerror(result)))")
        }
        return process
    }

    /// No signal blocked: this runs on a thread that blocks most of them, and a program that inherits that never sees
    /// its own alarm (pgbench would run for ever).
    private static func signals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        return attributes
    }

    private static func peakKilobytes(_ process: pid_t) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
}
