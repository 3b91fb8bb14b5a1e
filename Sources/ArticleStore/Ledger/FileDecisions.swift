internal import Synchronization

/// What people decided of files and articles, as the ledger has it: kept in memory, since the writer asks it
/// for each article.
final class FileDecisions: Sendable {
    /// What an article was read from: bytes by their hash, and where they stood.
    struct Source: Sendable {
        var sourceHash: UInt64
        /// 0 where the file is one article.
        var ordinal: Int64
    }

    private struct State {
        var charsets: [[UInt8]: String] = [:]
        var forgotten: Set<UInt64> = []
        var lastForgetting: Int64?
        var traces: ForgottenTraces?
        var noteCount = 0
    }

    private let state = Mutex(State())

    /// The character set that somebody named for the bytes with a digest.
    func charset(of digest: [UInt8]) -> String? {
        state.withLock { $0.charsets.isEmpty ? nil : $0.charsets[digest] }
    }

    func setCharset(_ charset: String?, of digest: [UInt8]) {
        state.withLock { $0.charsets[digest] = charset }
    }

    /// The hashes of the bytes that were taken out for good, wherever they stand: a line before them, or a
    /// file around them, makes nothing else of them. Most archives have none.
    var forgotten: Set<UInt64> { state.withLock { $0.forgotten } }

    /// When something was last taken out for good, in milliseconds since 1970.
    var lastForgetting: Int64? { state.withLock { $0.lastForgetting } }

    /// The time that is noted of what is taken out now, or of its last word: later than all that was noted
    /// before, also where the clock was put back. Who has done away with all until then would else take this
    /// for gone, too.
    func moment(_ now: Int64) -> Int64 {
        state.withLock { state in
            [state.lastForgetting, state.traces?.time].compactMap(\.self).reduce(now) {
                max($0, $1 == .max ? $1 : $1 + 1)
            }
        }
    }

    func forget(_ sources: some Sequence<Source>, at time: Int64) {
        state.withLock {
            $0.forgotten.formUnion(sources.map(\.sourceHash))
            $0.lastForgetting = max($0.lastForgetting ?? time, time)
        }
    }

    /// Where words of what was taken out may still stand; `nil` where nothing ever was.
    var traces: ForgottenTraces? {
        get { state.withLock { $0.traces } }
        set { state.withLock { $0.traces = newValue } }
    }

    /// Takes over what was noted of traces.
    func note(_ traces: ForgottenTraces) {
        state.withLock {
            $0.traces = traces
            $0.noteCount += 1
        }
    }

    /// How often traces were noted.
    var noteCount: Int { state.withLock(\.noteCount) }
}
