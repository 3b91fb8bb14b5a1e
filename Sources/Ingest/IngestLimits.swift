public import ArticleReading

/// What taking files in may cost.
public struct IngestLimits: Sendable, Equatable {
    /// What one file and one article may cost.
    public var reading: ReadingLimits
    /// How many files are read at the same time: 2, for two cores; the writer takes most of one.
    public var readerCount: Int
    /// Files up to this size are read at once and held in memory; larger ones are hashed first and then read
    /// again as they are parsed. 4 MiB.
    public var wholeFileByteCount: Int64
    /// How long changes are gathered for a commit while more are on their way. 500 ms: a long load is written
    /// in few large segments, and a file that comes in its midst is found within a second all the same.
    public var batchPatience: Duration

    /// Makes limits.
    public init(
        reading: ReadingLimits = ReadingLimits(), readerCount: Int = 2, wholeFileByteCount: Int64 = 4 << 20,
        batchPatience: Duration = .milliseconds(500)
    ) {
        self.reading = reading
        self.readerCount = readerCount
        self.wholeFileByteCount = wholeFileByteCount
        self.batchPatience = batchPatience
    }
}
