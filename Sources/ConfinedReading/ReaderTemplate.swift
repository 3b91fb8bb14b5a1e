internal import CConfinement
internal import Synchronization
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A process whose copies read files, one after the other (``ConfinedProcess``); ended and buried exactly
/// once, and its reader with it.
final class ReaderTemplate: Sendable {
    /// How a reader ended.
    enum End {
        case exited(Int)
        case signal(Int)
        /// The template itself has ended, before it could say.
        case unknown
    }

    /// What it says when a reader begins, before it says how that ended.
    static let begun: Int32 = 0

    private let process: pid_t
    private let socket: FileDescriptor
    private let past = Mutex(Past())

    /// What it has been given to read.
    private struct Past {
        var fileCount = 0
        /// Whether it was told to load the libraries.
        var hasLibraries = false
    }

    /// Starts a program.
    ///
    /// - Parameter program: The program's file, which must call ``ConfinedProcess/runAndExit()`` where it is
    ///   called so.
    /// - Throws: The `Errno` of starting it.
    init(_ program: FilePath) throws(Errno) {
        var ends: [Int32] = [-1, -1]
        let refused = unsafe gazette_socket_pair(&ends)
        guard refused == 0 else { throw Errno(rawValue: refused) }
        let (ours, theirs) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
        defer { _ = Glibc.close(theirs.rawValue) }
        var process: pid_t = 0
        let words = ["gazetted", ReaderCommand.mark]
        var arguments = unsafe words.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        let failure = unsafe program.withPlatformString { path in
            unsafe arguments.withUnsafeBufferPointer {
                unsafe gazette_spawn(path, $0.baseAddress, theirs.rawValue, theirs.rawValue, &process)
            }
        }
        guard failure == 0 else {
            _ = Glibc.close(ours.rawValue)
            throw Errno(rawValue: failure)
        }
        self.process = process
        socket = ours
    }

    deinit {
        _ = Glibc.close(socket.rawValue)
        _ = kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Whether nothing is to be done any more, before a reader of this file is made, that takes longer than
    /// making it.
    func isPrepared(for command: ReaderCommand) -> Bool {
        past.withLock { $0.fileCount >= 2 && ($0.hasLibraries || !command.needsLibraries) }
    }

    /// Has a file read.
    ///
    /// - Parameters:
    ///   - command: What the reader is told.
    ///   - file: The file, open for reading.
    ///   - answer: Where the answer goes.
    /// - Returns: Whether the template takes it; `false` where it has ended.
    /// - Throws: The `Errno` of the socket.
    func startReader(
        _ command: ReaderCommand, file: FileDescriptor, answer: FileDescriptor
    ) throws(Errno) -> Bool {
        let message = command.message
        let files = [file.rawValue, answer.rawValue]
        let sent = unsafe gazette_send_files(socket.rawValue, message, message.count, files)
        if sent == message.count {
            past.withLock {
                $0.fileCount += 1
                if command.needsLibraries { $0.hasLibraries = true }
            }
            return true
        }
        let failure = Errno(rawValue: sent < 0 ? errno : EMSGSIZE)
        guard [.brokenPipe, .connectionReset].contains(failure) else { throw failure }
        return false
    }

    /// Whether a reader has begun; `false` when the template has ended, and `nil` when it has said nothing
    /// before the deadline, or nobody waits for it any more.
    ///
    /// - Throws: The `Errno` of `poll`.
    func readerBegins(
        before deadline: ContinuousClock.Instant, unless isStopping: () -> Bool
    ) throws(Errno) -> Bool? {
        guard try socket.waitForInput(before: deadline, unless: isStopping) else { return nil }
        return nextWord() == Self.begun
    }

    /// How the reader ended; `nil` when it has not before the deadline, or nobody waits for it any more.
    ///
    /// - Throws: The `Errno` of `poll`.
    func endOfReader(
        before deadline: ContinuousClock.Instant, unless isStopping: () -> Bool
    ) throws(Errno) -> End? {
        guard try socket.waitForInput(before: deadline, unless: isStopping) else { return nil }
        guard let status = nextWord() else { return .unknown }
        let signal = status & 0x7F
        return signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signal(Int(signal))
    }

    /// What it says next; `nil` when it has ended.
    private func nextWord() -> Int32? {
        var word: Int32 = 0
        let byteCount = MemoryLayout.size(ofValue: word)
        return unsafe recv(socket.rawValue, &word, byteCount, 0) == byteCount ? word : nil
    }
}
