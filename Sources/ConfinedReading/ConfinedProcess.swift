internal import ArticleReading
internal import CConfinement
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// The process that the daemon starts to have files read: the template of the confined readers.
///
/// It reads nothing itself. For each file that comes through the socket that is its standard input it makes a
/// copy of itself, which reads this one file and ends; so each reader begins with the memory of a process
/// that has never seen a stranger's byte, as if it had just been started, and without the time that starting
/// takes.
public enum ConfinedProcess {
    /// Whether this process was started to read files.
    public static var isCalled: Bool { CommandLine.arguments.dropFirst().first == ReaderCommand.mark }

    /// Reads the files that come, and ends the process when no more can come.
    public static func runAndExit() -> Never {
        // Where memory is short, it is this process that should go: its file is refused, and the daemon goes
        // on.
        if let score = try? FileDescriptor.open(FilePath("/proc/self/oom_score_adj"), .writeOnly) {
            _ = try? score.closeAfter { try score.writeAll("1000".utf8) }
        }
        // What cannot be had here is missed by the reader, which says so.
        let readsFiles = gazette_confine_files() == 0
        if !readsFiles {
            // The tables of the encodings and what reads PDF are files below /usr. Where the kernel cannot
            // show just those, all that may be needed are opened now, and then nothing is.
            ArticleFileReader.loadEncodings()
            ArticleFileReader.loadLibraries()
        }
        serve { command, readerCount in
            if command.needsLibraries { ArticleFileReader.loadLibraries() }
            // A file that comes alone is read sooner without.
            if readerCount == 1 { Rehearsal.read() }
        } read: { command in
            FileReading(command: command, readsFiles: readsFiles).runAndExit()
        }
    }

    /// Makes a reader for each command that comes, one after the other, and says that it begins and how it
    /// ended.
    ///
    /// - Parameters:
    ///   - prepare: What is done in this process before the reader is made; it is told how many there were
    ///     before.
    ///   - read: What the reader does: its file is the standard input, its answer goes to the standard
    ///     output.
    package static func serve(
        preparing prepare: (_ command: ReaderCommand, _ readerCount: Int) -> Void = { _, _ in },
        read: (_ command: ReaderCommand) -> Never
    ) -> Never {
        var readerCount = 0
        while let request = ReaderRequest.next() {
            prepare(request.command, readerCount)
            readerCount += 1
            guard let reader = request.startReader(read) else { exit(1) }
            // From here on it is the file that the daemon waits for, and no more this process.
            guard send(ReaderTemplate.begun) else { exit(0) }
            guard let status = waitForEnd(of: reader) else { exit(1) }
            guard send(status) else { exit(0) }
        }
        exit(0)
    }

    private static func send(_ word: Int32) -> Bool {
        var word = word
        let byteCount = MemoryLayout.size(ofValue: word)
        return unsafe Glibc.send(0, &word, byteCount, Int32(MSG_NOSIGNAL)) == byteCount
    }

    /// How a reader ended, as `waitpid` says it; `nil` when the daemon has gone.
    private static func waitForEnd(of reader: pid_t) -> Int32? {
        var status: Int32 = 0
        return unsafe gazette_wait_unless_hung_up(reader, 0, &status) == 0 ? status : nil
    }
}

/// A file that is to be read, and where the answer goes; both are closed when a reader has them.
private struct ReaderRequest: ~Copyable {
    let command: ReaderCommand
    private let file: Int32
    private let answer: Int32

    /// Waits for the next one; `nil` when the daemon has closed the socket, or sends what no daemon sends.
    static func next() -> ReaderRequest? {
        var files: [Int32] = [-1, -1]
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: ReaderCommand.byteLimit) { buffer, count in
            count = unsafe max(0, gazette_receive_files(0, buffer.baseAddress, buffer.count, &files))
        }
        guard !bytes.isEmpty, let command = ReaderCommand(bytes) else { return nil }
        return ReaderRequest(command: command, file: files[0], answer: files[1])
    }

    private init(command: ReaderCommand, file: Int32, answer: Int32) {
        (self.command, self.file, self.answer) = (command, file, answer)
    }

    deinit {
        for descriptor in [file, answer] where descriptor >= 0 { _ = close(descriptor) }
    }

    /// Has a copy of this process read it, which alone holds both then: the daemon sees the end of the answer
    /// only when nobody can write to it any more.
    ///
    /// - Returns: The copy; `nil` when none can be made.
    consuming func startReader(_ read: (ReaderCommand) -> Never) -> pid_t? {
        let reader = gazette_copy_process(file, answer)
        if reader == 0 { read(command) }
        return reader > 0 ? reader : nil
    }
}
