internal import ArticleStore
internal import Articles
internal import FolderWatch
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

    /// Takes articles out for good.
    public func forget(_ target: ForgetTarget) async throws -> ForgetResponse {
        let ingest = try daemon()
        let articles = try await articles(of: target)
        return try await answering {
            let paths = try await store.read { reader in
                try articles.flatMap { try reader.places(of: $0) }.map(\.displayText)
            }
            do {
                try await ingest.forget(articles)
            } catch is CancellationError {
                throw APIError(
                    .unavailable, "the daemon is stopping; the articles are taken out when it starts again")
            } catch let error as StoreError where error.reason == .diskFull {
                throw APIError(
                    .storageFull,
                    "the disk that holds '\(error.file)' is full, and nothing was forgotten; make room, and ask again"
                )
            }
            let left = try await store.read { reader in try articles.filter { try reader.article($0) != nil }
            }
            guard left.isEmpty else {
                throw APIError(
                    .unavailable,
                    "the files of articles \(left.map(String.init).joined(separator: ", ")) were replaced meanwhile, and "
                        + "they were left; look at them, and ask again")
            }
            do {
                try store.noteTraces(now: WallClock.milliseconds)
                return ForgetResponse(
                    articles: articles, paths: paths, traceless: try await removeTraces())
            } catch let error as StoreError {
                throw APIError(
                    APIError(error).code,
                    "the articles are out, and words of them stay in free pages of the index until it is written anew, "
                        + (error.reason == .diskFull
                            ? "for which the disk that holds '\(error.file)' has no room; make room, and it is done within "
                                + "ten minutes by itself"
                            : "which has failed and is tried again within ten minutes: \(error)"))
            }
        }
    }

    /// Writes the index anew where something that was forgotten has left words in it, once there is room. For
    /// the daemon, now and then; a later call tries again what fails.
    public func removePendingTraces() async {
        guard store.traces?.arePending == true,
            store.traces?.place == .log || store.hasRoomToRemoveTraces
        else { return }
        _ = try? await removeTraces()
    }

    /// What is to be known of words that are still there; `nil` where there are none.
    var notYetTraceless: StatusResponse.Notice? {
        guard let traces = store.traces, traces.place == .index else { return nil }
        return .init(
            time: timestamp(milliseconds: traces.time), code: "traces_pending",
            message:
                "words of what was forgotten may stand in free pages of the index until it is written anew, "
                + (store.hasRoomToRemoveTraces
                    ? "which is done within ten minutes, or once all terms are made anew"
                    : "for which there is no room on its disk; make room"))
    }

    /// 10 s: a third of the time after which a service that gives no sign is half way to being killed.
    private static let signInterval = Duration.seconds(10)

    /// Has the index written anew. That may take minutes, in which the writer can prove nothing to the
    /// watchdog.
    private func removeTraces() async throws -> Bool {
        try await work.telling(of: "forget") { _ in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await store.removeTraces(now: WallClock.milliseconds) { ingest?.committed($0) }
                }
                group.addTask {
                    while !Task.isCancelled {
                        options.onLongWork()
                        try? await Task.sleep(for: Self.signInterval)
                    }
                    return false
                }
                let isTraceless = try await group.next() ?? false
                group.cancelAll()
                return isTraceless
            }
        }
    }

    private func articles(of target: ForgetTarget) async throws -> [Int64] {
        switch target {
        case .article(let id):
            guard try await answering({ try await store.read { try $0.article(id) } }) != nil else {
                throw APIError(.noSuchArticle, "there is no article \(id)")
            }
            return [id]
        case .path(let path):
            let (file, piece) = await located(path)
            let found = try await answering {
                try await store.read { reader -> [Int64] in
                    guard let content = try reader.file(at: file)?.contentID else { return [] }
                    return try reader.summary(of: content, piece: piece, limit: .max).articles
                }
            }
            guard !found.isEmpty else {
                throw APIError(
                    .noSuchFile,
                    "no article stands at '\(FilePath(bytes: path).displayText)'; gazette why tells what it is"
                )
            }
            return found
        }
    }

    /// The pipeline, which alone writes.
    private func daemon() throws(APIError) -> Ingest {
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
