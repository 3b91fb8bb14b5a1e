/// What a file may cost; reaching a limit refuses, and never cuts.
public struct ReadingLimits: Sendable, Equatable {
    /// The most bytes of one article in its file: a whole text file, or one line of JSON lines. 64 MiB at
    /// first.
    public var articleByteCount: Int
    /// The most bytes of a `.json` file, which is parsed whole. 64 MiB at first.
    public var documentByteCount: Int

    /// Sets both limits, in bytes.
    public init(articleByteCount: Int = 64 << 20, documentByteCount: Int = 64 << 20) {
        self.articleByteCount = articleByteCount
        self.documentByteCount = documentByteCount
    }
}
