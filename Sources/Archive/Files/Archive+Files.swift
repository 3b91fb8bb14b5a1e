internal import ArticleStore
internal import Articles
internal import FolderWatch
public import GazetteAPI
internal import Ingest
internal import SystemPackage

extension Archive {
    /// The most ids, refusals and steps that an answer lists.
    private static let listBound = 100
    private static let waiting = "waiting to be read"

    /// What became of a path, and why.
    public func why(path: [UInt8]) async throws -> WhyResponse {
        let (file, piece) = await located(path)
        return try await answering {
            let history = try await store.history(of: file, limit: Self.listBound).map { event in
                WhyResponse.Event(
                    time: timestamp(milliseconds: event.time), revision: event.revision.rawValue,
                    state: event.state, reason: event.reason)
            }
            let pending = await reasonPending(file)
            let leftAlone = reasonLeftAlone(file)
            return try await store.read { reader in
                guard let known = try reader.file(at: file) else {
                    let (state, reason) = stateOfUnseen(history.last, pending: pending, leftAlone)
                    return WhyResponse(
                        path: FilePath(bytes: path).displayText, state: state, reason: reason, articles: [],
                        articleCount: 0, refusals: [], refusedCount: 0, aliases: [], history: history)
                }
                return try answer(
                    known, piece: piece, pending: pending, path: path, history: history, in: reader)
            }
        }
    }

    /// Where a path stands that the index has no word of: nobody saw it, or the index was made anew since.
    private func stateOfUnseen(
        _ last: WhyResponse.Event?, pending: String?, _ leftAlone: String?
    ) -> (state: String, reason: String?) {
        if let pending { return (FileState.pending.rawValue, pending) }
        guard let last else { return ("unknown", leftAlone) }
        guard last.state != FileState.deleted.rawValue else { return (last.state, last.reason) }
        return (
            "unknown",
            leftAlone ?? "it was \(last.state) before the index was made anew, and was not read since"
        )
    }

    private func answer(
        _ known: StoredFile, piece: FilePieceName?, pending: String?, path: [UInt8],
        history: [WhyResponse.Event],
        in reader: IndexReader
    ) throws -> WhyResponse {
        var summary = ContentSummary()
        var twins: [FilePath] = []
        if let content = known.contentID {
            summary = try reader.summary(of: content, piece: piece, limit: Self.listBound)
            twins = try reader.paths(of: content)
        }
        var state = known.state
        var reason = known.reason
        if let pending, state != .pending {
            state = .pending
            reason = pending == Self.waiting ? "\(Self.waiting) again" : pending
        } else if state == .indexed, !known.isOnline {
            state = .offline
            reason =
                known.awayWith == nil
                ? "its folder is away or no longer watched; its articles stay searchable"
                : "another file system is mounted in the place of its own; its articles stay searchable"
        } else if state == .indexed, let first = twins.first, first != known.path {
            state = .alias
            reason = "the same bytes as \(first.displayText)"
        } else if state == .indexed, summary.refusedCount > 0 {
            reason =
                "\(summary.refusedCount) of \(summary.refusedCount + summary.articleCount) articles were refused"
        } else if state == .indexed, reason == nil, summary.articleCount == 1, let id = summary.articles.first
        {
            reason = try reader.origin(of: id).flatMap(Article.remark)
        }
        if let piece, state == .indexed || state == .alias {
            if let refusal = summary.refusals.first {
                state = .refused
                reason = refusal.reason
            } else if summary.articleCount == 0 {
                return WhyResponse(
                    path: FilePath(bytes: path).displayText, state: "unknown",
                    reason: "the file has no article #\(piece)", articles: [], articleCount: 0,
                    refusals: [],
                    refusedCount: 0, aliases: [], history: history)
            }
        }
        return WhyResponse(
            path: FilePath(bytes: path).displayText, state: state.rawValue, reason: reason,
            articles: summary.articles, articleCount: summary.articleCount,
            refusals: summary.refusals.map { "#\($0.member ?? String($0.ordinal)): \($0.reason)" },
            refusedCount: summary.refusedCount,
            aliases: twins.filter { $0 != known.path }.map(\.displayText), history: history)
    }

    /// Why a file that is there is not in, or not as it is now; `nil` when nothing is to be waited for.
    private func reasonPending(_ path: FilePath) async -> String? {
        guard let ingest, ingest.watched.owner(of: path) != nil else { return nil }
        if await ingest.isBeingWritten(path) {
            return "being written; it counts when it is closed, or has stood still for a minute"
        }
        return ingest.isPending(path) ? Self.waiting : nil
    }

    /// Splits `file#n` and `file#member`, unless the whole is a file's name. Of several `#` the last counts
    /// before which a file's name stands.
    func located(_ path: [UInt8]) async -> (FilePath, FilePieceName?) {
        let whole = watchedPath(path[...])
        guard path.contains(UInt8(ascii: "#")), await !isKnown(whole) else { return (whole, nil) }
        var guess: (FilePath, FilePieceName?)?
        for mark in path.indices.reversed() where path[mark] == UInt8(ascii: "#") {
            guard let piece = FilePieceName(String(decoding: path[(mark + 1)...], as: UTF8.self)) else {
                continue
            }
            let file = watchedPath(path[..<mark])
            if await isKnown(file) { return (file, piece) }
            // A number behind a file that is gone without a trace.
            if guess == nil, case .number = piece { guess = (file, piece) }
        }
        return guess ?? (whole, nil)
    }

    /// The path by which a file is known that was named by these bytes.
    func watchedPath(_ bytes: ArraySlice<UInt8>) -> FilePath {
        let path = FilePath(bytes: bytes).lexicallyNormalized()
        return ingest?.watched.watchedPath(of: path) ?? path
    }

    /// Whether something stands at a path, or the index knows it.
    private func isKnown(_ path: FilePath) async -> Bool {
        if (try? FileKind(at: path)) != nil { return true }
        return (try? await store.read { try $0.file(at: path) != nil }) == true
    }

    /// Why a path that the index does not know is left alone.
    private func reasonLeftAlone(_ path: FilePath) -> String? {
        guard let ingest else { return nil }
        return switch ingest.watched.verdict(on: path) {
        case nil: "it is in no watched folder"
        case .admitted?: (try? FileKind(at: path)) == nil ? "there is no such file" : nil
        case .hidden?: "hidden files and folders are left alone"
        case .temporary(let pattern)?:
            "names like '\(pattern)' are those of temporary files, which are left alone"
        case .excluded(let pattern)?: "the folder's pattern '\(pattern)' excludes it"
        case .notIncluded?: "no pattern of the folder includes it"
        }
    }

    /// Waits until a path is in an end state.
    public func wait(path: [UInt8], timeoutMilliseconds: Int) async throws -> WhyResponse {
        let (file, _) = await located(path)
        guard let ingest else { return try await why(path: path) }
        let known = try await answering { try await store.read { try $0.file(at: file) != nil } }
        if !known {
            if let reason = reasonLeftAlone(file) {
                throw APIError(.noSuchFile, "'\(file.displayText)' will not be indexed: \(reason)")
            }
            if case .folder? = try? FileKind(at: file, followsSymbolicLinks: true) {
                throw APIError(.noSuchFile, "'\(file.displayText)' is a folder; name the files in it")
            }
        }
        let deadline = ContinuousClock.now + .milliseconds(timeoutMilliseconds)
        while true {
            try await settle(file, until: deadline, by: ingest)
            let answer = try await why(path: path)
            // An event may have come in between, of the same change or of another.
            if answer.state != FileState.pending.rawValue || ContinuousClock.now >= deadline { return answer }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Returns when a file that is not being written has been looked at, or the time is over.
    private func settle(
        _ file: FilePath, until deadline: ContinuousClock.Instant, by ingest: Ingest
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                repeat {
                    // What is being written counts when it is closed; of that the kernel tells the watcher
                    // alone.
                    if await !ingest.isBeingWritten(file) {
                        await ingest.settle(file)
                        guard ingest.isPending(file) else { return }
                    }
                    try await Task.sleep(for: .milliseconds(50))
                } while true
            }
            group.addTask { try await Task.sleep(until: deadline) }
            try await group.next()
            group.cancelAll()
        }
    }
}
