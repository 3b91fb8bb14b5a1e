internal import ArticleReading
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// One file, given to a reader, and what that says of it.
struct ReaderDialogue {
    let command: ReaderCommand
    let file: FileDescriptor

    /// What came of it.
    enum Outcome: Equatable {
        /// The reader has said all.
        case read([ReadPiece])
        /// It has said all, and its template does not say that it ended.
        case readUnended([ReadPiece])
        /// It ended before.
        case ended(Refusal)
        /// It says too much, or nothing for too long; it ends when its template is let go of.
        case cutOff(Refusal)
        /// The template has ended, before or meanwhile.
        case templateEnded
        /// The template does not begin with the file: somebody has stopped it, or it has no time to run.
        case templateSilent
        /// Nobody waits for it any more; it ends when its template is let go of.
        case stopped

        /// Why another template is to read the file, where this says nothing of it.
        var replacement: ConfinedReader.Replacement? {
            switch self {
            case .templateEnded: .ended
            case .templateSilent: .silent
            default: nil
            }
        }
    }

    /// Has a file read by the next reader of a template.
    ///
    /// - Parameters:
    ///   - template: The template, which reads nothing else meanwhile.
    ///   - patience: How long the template may take for what it does itself. The time of the file begins
    ///     after that.
    ///   - isStopping: Whether to give up, asked several times a second.
    /// - Returns: What came of it.
    /// - Throws: The `Errno` of the pipe or the socket.
    func hold(
        with template: ReaderTemplate, patience: Duration, unless isStopping: () -> Bool
    ) throws(Errno) -> Outcome {
        var answer = try AnswerPipe()
        guard try template.startReader(command, file: file, answer: answer.writing) else {
            return .templateEnded
        }
        answer.closeWriting()
        guard let begins = try template.readerBegins(before: .now + patience, unless: isStopping) else {
            return isStopping() ? .stopped : .templateSilent
        }
        guard begins else { return isStopping() ? .stopped : .templateEnded }
        let deadline = ContinuousClock.now + .seconds(2 * command.limits.seconds)
        let late = Outcome.cutOff(Refusal(.readerTookTooLong(seconds: command.limits.seconds)))
        var said = Said()
        while true {
            guard let bytes = try answer.nextBytes(before: deadline, unless: isStopping) else {
                return isStopping() ? .stopped : late
            }
            if bytes.isEmpty { break }
            if let refusal = said.add(bytes) { return .cutOff(refusal) }
        }
        // Who has said all has ended, and it is the template that says so; of the file nothing more is to be
        // known.
        let end = try template.endOfReader(
            before: said.isAll ? .now + patience : deadline, unless: isStopping)
        guard let end else { return isStopping() ? .stopped : said.isAll ? .readUnended(said.pieces) : late }
        let outcome = outcome(of: said, end)
        return outcome == .templateEnded && isStopping() ? .stopped : outcome
    }

    private func outcome(of said: Said, _ end: ReaderTemplate.End) -> Outcome {
        switch end {
        case .unknown: .templateEnded
        case _ where said.isAll: .read(said.pieces)
        case .signal(let signal) where signal == Int(SIGXCPU):
            .ended(Refusal(.readerTookTooLong(seconds: command.limits.seconds)))
        case .signal(let signal): .ended(Refusal(.readerDied(signal: signal)))
        case .exited(let code):
            .ended(Refusal(.readerFailed("it ended with code \(code) before its answer did")))
        }
    }

    /// What a reader has said so far.
    private struct Said {
        private var frames = FrameReader(byteLimit: ConfinedReader.answerByteLimit)
        private var byteCount = 0
        private(set) var pieces: [ReadPiece] = []

        var isAll: Bool { frames.hasEnded }

        /// Takes the next bytes; why nothing of it is taken, if so.
        mutating func add(_ bytes: [UInt8]) -> Refusal? {
            byteCount += bytes.count
            guard let next = try? frames.read(bytes) else {
                return Refusal(.readerFailed("it gave no sensible answer"))
            }
            pieces += next
            // Many that say nothing would take more in memory than on their way.
            guard byteCount + pieces.count * MemoryLayout<ReadPiece>.stride <= ConfinedReader.answerByteLimit
            else { return Refusal(.answerTooLarge(limit: ConfinedReader.answerByteLimit)) }
            return nil
        }
    }
}
