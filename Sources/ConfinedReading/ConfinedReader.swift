public import ArticleReading
public import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Has files read in a process of their own, in which a hostile file finds nothing to reach.
///
/// A process that dies, takes too long or says what no reader says is one refused file with the reason; what
/// it said before that is not believed. The first file takes some ten milliseconds, as long as starting a
/// program, and those after it one or two: they are read by copies of a process that is started once, and
/// ended some seconds after the last file.
public struct ConfinedReader: Sendable {
    /// How long a template may take to make a reader, before the time begins that the file may take. One that
    /// says nothing for longer is replaced, and the file is read by the next.
    struct Patience {
        /// 5 s for one that has read two files: it is at work in a millisecond where it gets to run at all.
        var waiting = Duration.seconds(5)
        /// 30 s for one that was just started: where memory and disk are busy, a program takes some seconds
        /// to load. Also for the second file, before which it rehearses, and for the first that has it load a
        /// library: were it replaced then, its successor would have the same before it.
        var starting = Duration.seconds(30)
    }

    /// Why the process that files are read by was given up, and the file at hand was given to another.
    public enum Replacement: String, Sendable {
        /// Somebody has ended it, or the kernel has for want of memory.
        case ended = "it was ended"
        /// Somebody has stopped it, or it had no time to run.
        case silent = "it was stopped, or had no time to run"
    }

    private let templates: ReaderTemplates
    private let patience: Patience
    private let onReplacement: @Sendable (Replacement) -> Void

    /// Reads with a program.
    ///
    /// - Parameters:
    ///   - program: Its file, which must call ``ConfinedProcess/runAndExit()`` where it is called as one; the
    ///     running program's own without it.
    ///   - onReplacement: Told of each process that was given up, and its file given to another, from the
    ///     thread that reads.
    public init(
        program: FilePath = "/proc/self/exe", onReplacement: @escaping @Sendable (Replacement) -> Void
    ) {
        self.init(program: program, idleTime: .seconds(5), onReplacement: onReplacement)
    }

    /// - Parameters:
    ///   - program: Its file.
    ///   - idleTime: How long the process waits for the next file. Who loads a folder has it long before five
    ///     seconds, and an idle daemon has no process beside it.
    ///   - patience: How long it may take for what it does itself.
    ///   - onReplacement: Told of each process that was given up.
    init(
        program: FilePath, idleTime: Duration = .seconds(5), patience: Patience = Patience(),
        onReplacement: @escaping @Sendable (Replacement) -> Void = { _ in }
    ) {
        templates = ReaderTemplates(of: program, idleTime: idleTime)
        self.patience = patience
        self.onReplacement = onReplacement
    }

    /// Reads a file and delivers what is in it, in its order.
    ///
    /// Nothing is delivered before the process has said all, so that a refusal of the whole file comes alone;
    /// what it says is held in memory until then, up to ``answerByteLimit``. Blocks, up to twice
    /// `ReadingLimits.seconds` from the moment on that its reader begins.
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
        let command = ReaderCommand(
            name: name, limits: limits, charset: charset, needsLibraries: Self.isPDF(file))
        do throws(Errno) {
            let dialogue = ReaderDialogue(command: command, file: file)
            if let template = templates.takeWaiting() {
                let outcome = try dialogue.hold(
                    with: template,
                    patience: template.isPrepared(for: command) ? patience.waiting : patience.starting,
                    unless: isStopping)
                guard let replacement = outcome.replacement else { return taken(outcome, of: template) }
                onReplacement(replacement)
            }
            // One that has just been started ends where memory or processes are short, which may be over by
            // now.
            let template = try templates.start()
            let outcome = try dialogue.hold(with: template, patience: patience.starting, unless: isStopping)
            guard let replacement = outcome.replacement else { return taken(outcome, of: template) }
            onReplacement(replacement)
            let second = try templates.start()
            return try taken(
                dialogue.hold(with: second, patience: patience.starting, unless: isStopping), of: second)
        } catch {
            return .failure(Refusal(.readerFailed("\(error)")))
        }
    }

    /// What an outcome means for the file; a template whose reader has ended waits for the next one.
    private func taken(
        _ outcome: ReaderDialogue.Outcome, of template: ReaderTemplate
    ) -> Result<[ReadPiece], Refusal>? {
        switch outcome {
        case .read(let pieces):
            templates.giveBack(template)
            return .success(pieces)
        case .readUnended(let pieces): return .success(pieces)
        case .ended(let refusal):
            templates.giveBack(template)
            return .failure(refusal)
        case .cutOff(let refusal): return .failure(refusal)
        case .templateEnded: return .failure(Refusal(.readerFailed("it was ended before its answer was")))
        case .templateSilent:
            return .failure(Refusal(.readerFailed("it was stopped, or had no time to begin")))
        case .stopped: return nil
        }
    }

    /// Whether a file begins as a PDF does. One that does so later has the library loaded by its reader.
    private static func isPDF(_ file: FileDescriptor) -> Bool {
        let mark = Array("%PDF-".utf8)
        let head = unsafe [UInt8](unsafeUninitializedCapacity: mark.count) { buffer, count in
            count = unsafe max(0, pread(file.rawValue, buffer.baseAddress, buffer.count, 0))
        }
        return head == mark
    }
}
