/// What a file may cost; reaching a limit refuses, and never cuts.
public struct ReadingLimits: Sendable, Equatable {
    /// The most bytes of one article in its file: a whole text file, or one line of JSON lines. 64 MiB at
    /// first.
    public var articleByteCount: Int
    /// The most bytes of a file that is parsed whole: JSON, web pages, XML, mail, documents. 64 MiB at first.
    public var documentByteCount: Int
    /// The most bytes of an archive or a compressed file, packed. 256 MiB at first.
    public var archiveByteCount = 256 << 20
    /// The most bytes of a member of an archive, unpacked. 64 MiB at first.
    public var memberByteCount = 64 << 20
    /// The most members of an archive, those of archives in it included. 100,000 at first.
    public var memberCount = 100_000
    /// How deep archives may lie in one another. 4 at first.
    public var archiveDepth = 4
    /// How many times its packed size an archive may have unpacked, beyond a first 16 MiB. 200 at first: text
    /// comes to 30 at most.
    public var expansionRatio = 200
    /// The most seconds that the confined reading of a file may take, by the processor and by the clock. 60
    /// at first.
    public var seconds = 60
    /// The most bytes of memory that the confined reading of a file may take, of which some 150 MiB are the
    /// program and its libraries. 768 MiB at first: a PDF of 100 MB of text takes 480, a web page of 53 MB
    /// 450, a document of 75 MB of XML 500; and two files at a time leave the daemon enough of the 2 GiB that
    /// its service may take.
    public var memoryByteCount = 768 << 20

    /// Sets the limits of what is read without confinement, in bytes.
    public init(articleByteCount: Int = 64 << 20, documentByteCount: Int = 64 << 20) {
        self.articleByteCount = articleByteCount
        self.documentByteCount = documentByteCount
    }
}
