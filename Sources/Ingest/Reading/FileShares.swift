internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import SystemPackage

/// Gathers the pieces of one file into shares, each of which is a part of a commit.
struct FileShares {
    /// 1 MiB of text, or so many pieces, make a share of a file of many articles.
    private static let byteBound = 1 << 20
    private static let pieceBound = 2_000

    let path: FilePath
    let folder: Int64
    let identity: FileIdentity
    let hash: ContentHash
    let preparer: ArticlePreparer
    /// What the first share takes for granted, and with it the others.
    private var assumption: Assumption?
    private(set) var articleCount = 0
    private(set) var refusedCount = 0
    /// The reason, when the whole file was refused.
    private var wholeRefusal: String?
    /// The first refusal of a line or an element.
    private var firstRefusal: String?
    private var guess: GuessedCharset?
    private var refusalCodes: [String: Int] = [:]
    private var pieces: [PreparedPiece] = []
    private var byteCount = 0

    init(
        path: FilePath, folder: Int64, identity: FileIdentity, hash: ContentHash, preparer: ArticlePreparer,
        assumption: Assumption?
    ) {
        self.path = path
        self.folder = folder
        self.identity = identity
        self.hash = hash
        self.preparer = preparer
        self.assumption = assumption
    }

    /// Thrown when the pipeline is closed while an article is prepared.
    struct Closed: Error {}

    /// Why the file is refused, all of it: as a whole, or because nothing in it could be taken.
    var refusal: String? {
        if let wholeRefusal { return wholeRefusal }
        guard articleCount == 0, let firstRefusal else { return nil }
        return refusedCount == 1
            ? "the one article in it was refused, \(firstRefusal)"
            : "all \(refusedCount) articles in it were refused, the first \(firstRefusal)"
    }

    /// Takes a piece; returns a share when there is enough for one.
    mutating func add(_ piece: ReadPiece, unless isStopping: () -> Bool) throws(Closed) -> ReadyChange? {
        if case .refusal(let reason, _, _) = piece { refusalCodes[reason.code, default: 0] += 1 }
        switch piece {
        case .article(let article, let ordinal, let sourceHash, let member):
            let prepared = try preparer.prepare(article) { () throws(Closed) in
                if isStopping() { throw Closed() }
            }
            append(.article(prepared), ordinal: ordinal, sourceHash: sourceHash, member: member)
            byteCount += prepared.byteCount
            articleCount += 1
        case .refusal(let reason, nil, _): wholeRefusal = "\(reason)"
        case .refusal(let reason, let ordinal, let member):
            append(.refused(reason: "\(reason)"), ordinal: ordinal, sourceHash: 0, member: member)
            refusedCount += 1
            if firstRefusal == nil { firstRefusal = "#\(ordinal ?? 0): \(reason)" }
        case .charset(let guess): self.guess = GuessedCharset.leastCertain(self.guess, guess)
        case .unchanged(let ordinal, let sourceHash):
            append(.unchanged, ordinal: ordinal, sourceHash: sourceHash)
            articleCount += 1
        }
        return byteCount >= Self.byteBound || pieces.count >= Self.pieceBound ? share(isLast: false) : nil
    }

    /// The last share: the rest, or the refusal of the whole file.
    mutating func finish() -> ReadyChange {
        if let refusal {
            return ReadyChange(
                change: .refused(path: path, folder: folder, identity: identity, reason: refusal),
                byteCount: 0,
                concludes: path, refusalCodes: refusalCodes)
        }
        return share(isLast: true)
    }

    private mutating func append(
        _ kind: PreparedPiece.Kind, ordinal: Int?, sourceHash: UInt64, member: String? = nil
    ) {
        pieces.append(
            PreparedPiece(ordinal: Int64(ordinal ?? 0), sourceHash: sourceHash, kind: kind, member: member))
    }

    private mutating func share(isLast: Bool) -> ReadyChange {
        defer {
            pieces.removeAll()
            byteCount = 0
            assumption = nil
        }
        return ReadyChange(
            change: .read(
                FilePieces(
                    path: path, folder: folder, identity: identity, hash: hash, pieces: pieces,
                    isLast: isLast,
                    guess: guess
                )),
            byteCount: byteCount, concludes: isLast ? path : nil, assumption: assumption,
            refusalCodes: isLast ? refusalCodes : [:])
    }
}
