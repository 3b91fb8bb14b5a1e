internal import ArticleStore
internal import Articles
internal import GazetteAPI
internal import Ingest
internal import QueryLanguage
internal import Ranking

extension Archive {
    /// How the trials went that ``tryItself()`` has made.
    public var canary: CanaryReport { canaryLog.report }

    /// Writes an article, finds it, takes it back, and searches for it through a reader as clients do: the
    /// proof that the one writer, the index, the postings and a reader work. Nothing of it stays.
    ///
    /// A disk without room is no failure of the trial, since no restart mends it: it is told by
    /// ``CanaryReport/problem``, by health and by the status, and searches go on. So is a database that
    /// somebody has removed or replaced, since who does that is about to do more.
    ///
    /// - Throws: `StoreError`, `damaged` among them, and `APIError`: the trial failed.
    public func tryItself() async throws {
        let start = ContinuousClock.now
        do {
            let word = try await store.proveWriting(now: WallClock.milliseconds)
            // Not by `search`, whose times the metrics tell of.
            let parsed = QueryParser(today: CalendarDay.today()).parse("=" + word, match: .all)
            let total = try await store.read { [engine] reader in
                try engine.search(parsed, offset: 0, limit: 1, order: .relevance, in: reader).total
            }
            guard total == 0 else {
                throw StoreError(
                    .damaged(detail: "an article that was taken back is still found"), file: store.state.index
                )
            }
        } catch {
            canaryLog.update {
                $0.trials += 1
                $0.failures += 1
                $0.problem = "an article that was written on trial was not found: \(error)"
                $0.hasMoved = false
            }
            throw error
        }
        var problem: String?
        var hasMoved = false
        do {
            try store.proveRoom()
            try await store.provePlaces()
        } catch {
            problem = (error as? StoreError)?.descriptionWhileTrying ?? "\(error)"
            hasMoved = (error as? StoreError)?.reason == .moved
        }
        let took = start.duration(to: .now)
        canaryLog.update {
            $0.trials += 1
            $0.lastFound = WallClock.milliseconds
            $0.took = took
            $0.problem = problem
            $0.hasMoved = hasMoved
        }
    }

    /// How the archive is, in one line for `systemctl status`: articles, pending files, the last drop, the
    /// last proved restore, or what is wrong.
    public func statusLine() async -> String {
        if let problem = canary.problem ?? ingest?.problem {
            return "Degraded: " + Self.line(problem)
        }
        guard let status = try? await status() else { return "Degraded: the index does not answer" }
        let drop = ingest?.progress.lastTaken.map { timestamp(milliseconds: $0) } ?? "none since the start"
        return (options.notice().map { Self.line($0.message) + "; " } ?? "")
            + (status.ready ? "" : "First scan under way: ")
            + "\(status.articles) articles, \(status.files.pending) pending; last drop \(drop); "
            + "last proved restore \(status.lastProvedRestore ?? "none")"
            + (status.rebuild.map { "; terms made anew of \($0.done) of \($0.total) articles" } ?? "")
    }

    private static func line(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " ")
    }
}
