internal import Glibc
internal import SystemPackage

/// A program that was started, with what it prints in a file.
final class ChildProcess {
    let processID: pid_t
    let output: FilePath
    private let start = ContinuousClock.now
    private var end: ProcessEnd?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: The path of its file.
    ///   - arguments: Its arguments, without the program's own name.
    ///   - environment: Variables to set besides those of this process.
    ///   - output: Where its two outputs go together; the file is made anew.
    ///   - errors: Where its standard error goes, if it is not to be among the output.
    /// - Throws: ``BenchmarkError`` where the program cannot be started.
    init(
        _ program: FilePath, _ arguments: [String], environment: [String: String] = [:], output: FilePath,
        errors: FilePath? = nil
    ) throws {
        self.output = output
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.string, flags, 0o600)
        if let errors {
            unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.string, flags, 0o600)
        } else {
            unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // What this process blocks and ignores is nothing that the program should begin with.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

        var processID: pid_t = 0
        let status = unsafe CStringList([program.string] + arguments).withPointers { argv in
            unsafe CStringList(Self.variables(with: environment)).withPointers { envp in
                unsafe posix_spawn(&processID, program.string, &actions, &attributes, argv, envp)
            }
        }
        guard status == 0 else {
            throw BenchmarkError("'\(program)' cannot be started: \(Errno(rawValue: status))")
        }
        self.processID = processID
        Interruption.shared.didStart(processID)
    }

    deinit {
        guard end == nil else { return }
        signal(SIGKILL)
        _ = try? wait()
    }

    func signal(_ number: Int32) {
        if end == nil { _ = kill(processID, number) }
    }

    /// Whether it has ended; it is not waited for.
    var hasEnded: Bool {
        guard end == nil else { return true }
        var info = unsafe siginfo_t()
        let status = unsafe waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT)
        return unsafe status == 0 && info.si_signo == SIGCHLD
    }

    /// Waits for its end and says how it was.
    func wait() throws -> ProcessEnd {
        if let end { return end }
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(processID, &status, 0, &usage) < 0 {
            guard errno == EINTR else {
                throw BenchmarkError("the end of process \(processID) is lost: \(Errno(rawValue: errno))")
            }
        }
        Interruption.shared.didEnd(processID)
        let end = ProcessEnd(status: status, usage: usage, duration: start.duration(to: .now))
        self.end = end
        return end
    }

    /// Waits for its end and throws what it printed unless it exited with 0.
    func waitForSuccess() throws -> ProcessEnd {
        let end = try wait()
        guard end.exitCode == 0 else {
            throw BenchmarkError("process \(processID) ended with \(end.description):\n\(lastLines)")
        }
        return end
    }

    /// The end of what it printed.
    var lastLines: String {
        let text = (try? OpenFile.text(of: output)) ?? ""
        return text.split(separator: "\n").suffix(10).joined(separator: "\n")
    }

    private static func variables(with more: [String: String]) -> [String] {
        var variables: [String] = []
        var position = unsafe environ
        while let variable = unsafe position.pointee {
            let text = unsafe String(cString: variable)
            if !more.keys.contains(where: { text.hasPrefix("\($0)=") }) { variables.append(text) }
            unsafe position += 1
        }
        return variables + more.map { "\($0)=\($1)" }
    }
}
