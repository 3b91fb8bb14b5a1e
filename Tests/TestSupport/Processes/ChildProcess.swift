import Dispatch
import Synchronization
import SystemPackage

#if canImport(Glibc)
    public import Glibc
#endif

/// A program that was started: its lines as they come, its end, and its certain death with its owner.
///
/// Reading and waiting block threads of their own. When a task that reads or waits is cancelled, as by a time
/// limit, the process is killed, so that both come to an end; and whoever lets go of the last reference kills
/// and reaps it.
public final class ChildProcess: Sendable {
    /// Its number; it is not given to another process before this one is reaped.
    public let processID: pid_t
    private let output: FileDescriptor
    private let errors: FileDescriptor
    private let status = Mutex<ProcessStatus?>(nil)
    private let readQueue = DispatchQueue(label: "output of a child process")
    private let waitQueue = DispatchQueue(label: "end of a child process")

    init(_ command: Command) throws {
        let pipe = try Self.makeOutput()
        defer { try? pipe.write.close() }
        output = pipe.read
        do {
            errors = try Self.makeNamelessFile()
        } catch {
            try? pipe.read.close()
            throw error
        }
        do {
            processID = try Self.spawn(command, output: pipe.write, errors: errors)
        } catch {
            try? pipe.read.close()
            try? errors.close()
            throw error
        }
    }

    deinit {
        signal(SIGKILL)
        _ = reap()
        try? output.close()
        try? errors.close()
    }

    /// Sends a signal, unless the process has been reaped.
    public func signal(_ number: Int32) {
        status.withLock { status in
            if status == nil { _ = Glibc.kill(processID, number) }
        }
    }

    /// The next line of standard output without its line feed; `nil` when there are no more.
    ///
    /// - Throws: The `Errno` of `read`.
    public func readLine() async throws -> String? {
        try await blocking(on: readQueue) { output in
            var line: [UInt8] = []
            while let byte = try Self.read(output, upTo: 1).first {
                if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
                line.append(byte)
            }
            return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
        }
    }

    /// Everything on standard output that no one has read, up to its end.
    ///
    /// - Throws: The `Errno` of `read`.
    public func readOutput() async throws -> [UInt8] {
        try await blocking(on: readQueue) { output in
            var bytes: [UInt8] = []
            while true {
                let piece = try Self.read(output, upTo: 65_536)
                if piece.isEmpty { return bytes }
                bytes += piece
            }
        }
    }

    /// Waits for the end of the process.
    public func waitForExit() async -> ProcessStatus {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waitQueue.async { [self] in continuation.resume(returning: reap()) }
            }
        } onCancel: {
            signal(SIGKILL)
        }
    }

    /// What was written to standard error so far.
    ///
    /// - Throws: The `Errno` of `pread`.
    public func errorOutput() throws -> String {
        var bytes: [UInt8] = []
        while true {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = unsafe try errors.read(
                    fromAbsoluteOffset: Int64(bytes.count), into: UnsafeMutableRawBufferPointer(buffer))
            }
            if piece.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece
        }
    }

    /// Waits without giving the number back, and then gives it back where no signal can be on its way to it.
    private func reap() -> ProcessStatus {
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            while unsafe waitpid(processID, &raw, 0) < 0, errno == EINTR {}
            let ended = ProcessStatus(raw)
            status = ended
            return ended
        }
    }

    private func blocking<Value: Sendable>(
        on queue: DispatchQueue, _ body: @escaping @Sendable (FileDescriptor) throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [self] in continuation.resume(with: Result { try body(output) }) }
            }
        } onCancel: {
            signal(SIGKILL)
        }
    }

    private static func read(_ descriptor: FileDescriptor, upTo byteCount: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}

extension ChildProcess {
    /// Two sockets in place of a pipe, since only they can be made with the flag that closes them in every
    /// other process which is started meanwhile; with one of those holding it, the end of output would not be
    /// seen.
    private static func makeOutput() throws -> (read: FileDescriptor, write: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
    }

    /// A file takes what a pipe would not while nobody reads it.
    private static func makeNamelessFile() throws -> FileDescriptor {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        let flags = O_RDWR | O_CLOEXEC | O_APPEND | __O_TMPFILE | O_DIRECTORY
        let opened = unsafe FilePath(folder).withPlatformString { unsafe open($0, flags, 0o600) }
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: opened)
    }

    private static func spawn(
        _ command: Command, output: FileDescriptor, errors: FileDescriptor
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output.rawValue, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors.rawValue, STDERR_FILENO)
        // The runner of the tests may block or ignore signals; a program that a person starts does not.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        let variables = command.environment.map { Array("\($0)=\($1)".utf8) }
        var identifier: pid_t = 0
        let status = unsafe withStrings([command.program.platformBytes] + command.arguments) { arguments in
            unsafe withStrings(variables) { environment in
                unsafe command.program.withPlatformString { program in
                    unsafe posix_spawn(&identifier, program, &actions, &attributes, arguments, environment)
                }
            }
        }
        guard status == 0 else { throw Errno(rawValue: status) }
        return identifier
    }

    /// Calls `body` with an array of C strings that a null pointer ends.
    private static func withStrings<Value>(
        _ strings: [[UInt8]], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let pointers = unsafe strings.map { bytes in
            unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0])
        }
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe body(pointers + [nil])
    }
}
