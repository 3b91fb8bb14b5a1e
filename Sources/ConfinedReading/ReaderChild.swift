internal import CConfinement
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Owns a process that reads a file and the pipe for its answer; ends and buries it exactly once.
struct ReaderChild: ~Copyable {
    /// How it ended.
    enum End: Equatable {
        case exited(Int)
        case signal(Int)
    }

    private let process: pid_t
    private let answer: FileDescriptor
    private var end: End?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: The program's file.
    ///   - arguments: All arguments, the program's name first.
    ///   - input: What it has for its standard input.
    /// - Throws: The `Errno` of starting it.
    init(_ program: FilePath, arguments: [String], input: FileDescriptor) throws(Errno) {
        var ends: [Int32] = [-1, -1]
        let refused = unsafe gazette_pipe(&ends)
        guard refused == 0 else { throw Errno(rawValue: refused) }
        let (reading, writing) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
        defer { _ = Glibc.close(writing.rawValue) }
        var process: pid_t = 0
        var copies = unsafe arguments.map { unsafe strdup($0) }
        unsafe copies.append(nil)
        defer { unsafe copies.forEach { unsafe free($0) } }
        let failure = unsafe program.withPlatformString { path in
            unsafe copies.withUnsafeBufferPointer {
                unsafe gazette_spawn(path, $0.baseAddress, input.rawValue, writing.rawValue, &process)
            }
        }
        guard failure == 0 else {
            _ = Glibc.close(reading.rawValue)
            throw Errno(rawValue: failure)
        }
        self.process = process
        answer = reading
        end = nil
    }

    deinit {
        if end == nil {
            _ = kill(process, SIGKILL)
            _ = Self.wait(for: process)
        }
        _ = Glibc.close(answer.rawValue)
    }

    /// 100 ms: a daemon that is told to stop has two seconds.
    private static let pollMilliseconds: Int32 = 100

    /// The next bytes of its answer; empty at the end, `nil` when there are none before the deadline, or
    /// nobody waits for them any more.
    ///
    /// - Throws: The `Errno` of `read`.
    borrowing func nextBytes(
        before deadline: ContinuousClock.Instant, unless isStopping: () -> Bool
    ) throws(Errno) -> [UInt8]? {
        while true {
            guard ContinuousClock.now < deadline, !isStopping() else { return nil }
            var wanted = pollfd(fd: answer.rawValue, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&wanted, 1, Self.pollMilliseconds)
            if ready < 0, errno != EINTR { throw Errno(rawValue: errno) }
            guard ready > 0 else { continue }
            var failure: Errno?
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, count in
                let read = unsafe Glibc.read(answer.rawValue, buffer.baseAddress, buffer.count)
                if read < 0 { failure = Errno(rawValue: errno) }
                count = max(0, read)
            }
            if failure == .interrupted { continue }
            if let failure { throw failure }
            return bytes
        }
    }

    /// Waits for its end, once its answer has ended, and says how that was.
    mutating func wait() -> End {
        let end = Self.wait(for: process)
        self.end = end
        return end
    }

    private static func wait(for process: pid_t) -> End {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signal(Int(signal))
    }
}
