internal import CConfinement
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// The pipe for the answer of a reader; closed exactly once.
struct AnswerPipe: ~Copyable {
    private let reading: FileDescriptor
    /// The end that the reader gets.
    let writing: FileDescriptor
    private var isWritingOpen = true

    /// Makes a pipe.
    ///
    /// - Throws: The `Errno` of `pipe2`.
    init() throws(Errno) {
        var ends: [Int32] = [-1, -1]
        let refused = unsafe gazette_pipe(&ends)
        guard refused == 0 else { throw Errno(rawValue: refused) }
        reading = FileDescriptor(rawValue: ends[0])
        writing = FileDescriptor(rawValue: ends[1])
    }

    deinit {
        if isWritingOpen { _ = Glibc.close(writing.rawValue) }
        _ = Glibc.close(reading.rawValue)
    }

    /// Leaves the writing end to the reader alone, so that the answer ends when the reader does.
    mutating func closeWriting() {
        if isWritingOpen { _ = Glibc.close(writing.rawValue) }
        isWritingOpen = false
    }

    /// The next bytes of the answer; empty at the end, `nil` when there are none before the deadline, or
    /// nobody waits for them any more.
    ///
    /// - Throws: The `Errno` of `read`.
    borrowing func nextBytes(
        before deadline: ContinuousClock.Instant, unless isStopping: () -> Bool
    ) throws(Errno) -> [UInt8]? {
        while try reading.waitForInput(before: deadline, unless: isStopping) {
            var failure: Errno?
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, count in
                let read = unsafe Glibc.read(reading.rawValue, buffer.baseAddress, buffer.count)
                if read < 0 { failure = Errno(rawValue: errno) }
                count = max(0, read)
            }
            if failure == .interrupted { continue }
            if let failure { throw failure }
            return bytes
        }
        return nil
    }
}

extension FileDescriptor {
    /// 100 ms: a daemon that is told to stop has two seconds.
    private static let pollMilliseconds: Int32 = 100

    /// Waits for something to read, or an end; whether that came before the deadline, and anybody still
    /// waits.
    ///
    /// - Throws: The `Errno` of `poll`.
    func waitForInput(
        before deadline: ContinuousClock.Instant, unless isStopping: () -> Bool
    ) throws(Errno) -> Bool {
        while ContinuousClock.now < deadline, !isStopping() {
            var wanted = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&wanted, 1, Self.pollMilliseconds)
            if ready < 0, errno != EINTR { throw Errno(rawValue: errno) }
            if ready > 0 { return true }
        }
        return false
    }
}
