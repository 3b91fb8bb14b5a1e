internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import SystemPackage

/// Articles that are taken out for good, and words of them that are left in free pages.
extension Archive {
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
}
