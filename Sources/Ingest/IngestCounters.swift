public import Articles
internal import Synchronization

/// How far taking in has come, for progress and metrics.
public struct IngestProgress: Sendable, Equatable {
    /// Files met by scans.
    public var seenFiles = 0
    /// Files dealt with: indexed, refused, removed or found unchanged.
    public var finishedFiles = 0
    /// Files that came or changed.
    public var indexedFiles = 0
    /// Files that were refused whole.
    public var refusedFiles = 0
    /// Articles written.
    public var articles = 0
    /// Articles removed.
    public var removedArticles = 0
    /// Lines and elements refused in files of many.
    public var refusedArticles = 0
    /// Bytes of the files that came or changed.
    public var byteCount: Int64 = 0
    /// Commits made.
    public var commits = 0
    /// The seconds that commits took.
    public var commitSeconds = 0.0
    /// When the last commit was made that took a file in or refused one, in milliseconds since 1970.
    public var lastTaken: Int64?
    /// Refusals of files and articles by `Refusal.code`; `not_taken` are those that were not read.
    public var refusals: [String: Int] = [:]
    /// From the notice of a file that came by an event, and not in a scan, to the commit that has it. Bounds
    /// from 2 ms to 30 s.
    public var dropToFound = DurationHistogram(
        bounds: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30])

    /// Of nothing done yet.
    public init() {}
}

/// Counts what the pipeline does. Cheap enough to be called for each file.
final class IngestCounters: Sendable {
    private let state = Mutex(IngestProgress())

    var progress: IngestProgress { state.withLock { $0 } }

    func sawFile() { state.withLock { $0.seenFiles += 1 } }
    func finishedFile() { state.withLock { $0.finishedFiles += 1 } }

    func update(_ change: (inout IngestProgress) -> Void) { state.withLock { change(&$0) } }
}
