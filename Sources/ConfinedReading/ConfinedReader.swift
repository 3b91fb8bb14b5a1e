public import ArticleReading
public import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Has files read in a process of their own, in which a hostile file finds nothing to reach.
///
/// A process that dies, takes too long or says what no reader says is one refused file with the reason; what it
/// said before that is not believed. Starting it takes some milliseconds.
public struct ConfinedReader: Sendable {
    /// The program that reads: it must call ``ConfinedProcess/runAndExit()`` where it is called as one.
    public let program: FilePath

    /// Reads with a program.
    ///
    /// - Parameter program: Its file; the running program's own without it.
    public init(program: FilePath = "/proc/self/exe") { self.program = program }

    /// Reads a file and delivers what is in it, in its order.
    ///
    /// Nothing is delivered before the process has said all, so that a refusal of the whole file comes alone; what
    /// it says is held in memory until then, up to ``answerByteLimit``. Blocks, up to twice
    /// ``ReadingLimits/seconds``.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - file: The file, open for reading; its offset does not matter.
    ///   - limits: What the file may cost.
    ///   - charset: The character set that somebody named for it.
    ///   - isStopping: Whether to give up, asked several times a second.
    ///   - visit: Takes each piece.
    /// - Returns: Whether the file was read, or refused; `false` where it was given up.
    /// - Throws: What `visit` throws.
    public func read(
        named name: String, _ file: FileDescriptor, limits: ReadingLimits, charset: String? = nil,
        unless isStopping: () -> Bool = { false }, _ visit: (ReadPiece) throws -> Void
    ) throws -> Bool {
        switch answer(named: name, file, limits: limits, charset: charset, unless: isStopping) {
        case .success(let pieces): for piece in pieces { try visit(piece) }
        case .failure(let refusal): try visit(.refusal(refusal, ordinal: nil))
        case nil: return false
        }
        return true
    }

    /// 256 MiB: the texts of some hundred thousand articles, and an eighth of what the service may take.
    public static let answerByteLimit = 256 << 20

    private func answer(
        named name: String, _ file: FileDescriptor, limits: ReadingLimits, charset: String?,
        unless isStopping: () -> Bool
    ) -> Result<[ReadPiece], Refusal>? {
        var frames = FrameReader(byteLimit: Self.answerByteLimit)
        var pieces: [ReadPiece] = []
        let end: ReaderChild.End
        do throws(Errno) {
            let command = ReaderCommand(name: name, limits: limits, charset: charset)
            var child = try ReaderChild(program, arguments: command.arguments, input: file)
            let deadline = ContinuousClock.now.advanced(by: .seconds(2 * limits.seconds))
            var byteCount = 0
            while true {
                guard let bytes = try child.nextBytes(before: deadline, unless: isStopping) else {
                    if isStopping() { return nil }
                    return .failure(Refusal(.readerTookTooLong(seconds: limits.seconds)))
                }
                if bytes.isEmpty { break }
                byteCount += bytes.count
                guard byteCount <= Self.answerByteLimit else {
                    return .failure(Refusal(.answerTooLarge(limit: Self.answerByteLimit)))
                }
                guard let said = try? frames.read(bytes) else {
                    return .failure(Refusal(.readerFailed("it gave no sensible answer")))
                }
                pieces += said
            }
            end = child.wait()
        } catch {
            return .failure(Refusal(.readerFailed("\(error)")))
        }
        if frames.hasEnded { return .success(pieces) }
        switch end {
        case .signal(let signal) where signal == Int(SIGXCPU):
            return .failure(Refusal(.readerTookTooLong(seconds: limits.seconds)))
        case .signal(let signal): return .failure(Refusal(.readerDied(signal: signal)))
        case .exited(let code):
            return .failure(Refusal(.readerFailed("it ended with code \(code) before its answer did")))
        }
    }
}
