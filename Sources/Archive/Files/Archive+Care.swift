internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import SystemPackage

/// Files that somebody should look at, and what can be done about them.
extension Archive {
    /// Files that were refused, and behind them articles that were in files of many, with reasons; on the
    /// first page what all were refused for.
    public func refusedFiles(after mark: String?, limit: Int) async throws -> RefusedFilesResponse {
        let last = try mark.map { try RefusalMark(reading: $0) }
        return try await answering {
            try await store.read { reader in
                var page = try last == nil ? Self.refusalReasons(reader) : RefusedFilesResponse()
                var lastArticle: PiecePlace?
                if case .article(let place)? = last {
                    lastArticle = place
                } else {
                    var start: [UInt8] = []
                    if case .file(let mark)? = last { start = mark.path + [0] }
                    let files = try reader.refusedFiles(from: start, limit: limit)
                    page.files = files.map { .init(path: $0.path.displayText, reason: $0.reason) }
                    if files.count == limit, let last = files.last {
                        page.nextAfter = RefusalMark.file(FileListMark(path: last.path.bytes)).text
                        return page
                    }
                }
                let pieces = try reader.refusedPieces(behind: lastArticle, limit: limit - page.files.count)
                page.articles = pieces.map { .init(path: $0.displayText, reason: $0.reason) }
                if page.files.count + pieces.count == limit {
                    page.nextAfter = pieces.last.map { RefusalMark.article($0.place).text }
                }
                return page
            }
        }
    }

    private static func refusalReasons(_ reader: IndexReader) throws -> RefusedFilesResponse {
        var files = RefusalCounts()
        try reader.refusalReasons { files.add($0, count: $1) }
        var articles = RefusalCounts()
        try reader.pieceRefusalReasons { articles.add($0, count: $1) }
        return RefusedFilesResponse(
            reasons: files.reasons.map { .init(reason: $0.reason, files: $0.count) },
            articleReasons: articles.reasons.map { .init(reason: $0.reason, articles: $0.count) })
    }

    /// Files whose character set was guessed with little certainty.
    public func doubtfulFiles(after mark: String?, limit: Int) async throws -> DoubtfulFilesResponse {
        let last = try mark.map { try FileListMark(reading: $0) }
        return try await answering {
            try await store.read { reader in
                let files = try reader.doubtfulFiles(
                    below: GuessedCharset.doubt, behind: last.map { ($0.certainty, $0.path) }, limit: limit)
                return DoubtfulFilesResponse(
                    files: files.map {
                        .init(path: $0.path.displayText, charset: $0.charset, certainty: $0.certainty)
                    },
                    nextAfter: files.count < limit
                        ? nil
                        : files.last.map { FileListMark(path: $0.path.bytes, certainty: $0.certainty).text })
            }
        }
    }

    /// 1,000 files: what is read of the list of refused files at a time, and queued before more is.
    private static let retryBatch = 1_000

    /// Has refused files read again, as fast as there is room for them in the queue; a single one before this
    /// returns.
    public func retry(path: [UInt8]?) async throws -> RetryResponse {
        let ingest = try daemon()
        let file = path.map { FilePath(bytes: $0).lexicallyNormalized() }
        var start = file?.bytes ?? []
        var count = 0
        while true {
            let from = start
            let batch = try await answering {
                try await store.read { try $0.refusedFiles(from: from, limit: Self.retryBatch) }
            }.map(\.path)
            let refused = batch.filter { file == nil || $0.starts(with: file ?? $0) }
            let isLast = batch.count < Self.retryBatch || refused.isEmpty
            if isLast, count == 0, refused.count == 1 {
                for path in refused { await ingest.readAgain(path) }
            } else {
                try await queueAgain(refused, count, by: ingest)
            }
            count += refused.count
            guard !isLast, let last = batch.last else { break }
            start = last.bytes + [0]
        }
        if let file, count == 0 {
            throw APIError(
                .noSuchFile, "no file at '\(file.displayText)' is refused; gazette why tells what it is")
        }
        return RetryResponse(files: count)
    }

    private func queueAgain(_ paths: [FilePath], _ count: Int, by ingest: Ingest) async throws {
        do {
            try Task.checkCancellation()
            try await ingest.queueAgain(paths)
        } catch is CancellationError {
            throw APIError(
                .unavailable,
                "the daemon is stopping, or nobody waits any more: \(count) files are read again; ask again for the rest"
            )
        }
    }

    /// Reads a file again in the character set that is named.
    public func reread(path: [UInt8], charset: String?) async throws -> WhyResponse {
        let ingest = try daemon()
        let file = watchedPath(path[...])
        try await answering {
            do {
                try await ingest.readAgain(file, in: charset)
            } catch let error as CharsetRefusal {
                throw APIError(error.isMissing ? .noSuchFile : .badRequest, error.description)
            } catch is CancellationError {
                throw APIError(
                    .unavailable, "the daemon is stopping, and the file is read as before; ask again")
            }
        }
        return try await why(path: path)
    }

    /// The pipeline, which alone writes.
    func daemon() throws(APIError) -> Ingest {
        guard let ingest else {
            throw APIError(.noDaemon, "only a running daemon changes an index; start gazetted and ask it")
        }
        return ingest
    }
}

extension RefusedPiece {
    /// Its path: that of its file, and its name or number behind a `#`.
    fileprivate var displayText: String {
        (path?.displayText ?? "") + "#\(member ?? String(place.ordinal))"
    }
}
