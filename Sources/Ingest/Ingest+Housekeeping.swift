internal import ArticleStore
internal import Logging

/// What is done between commits: the log copied, segments merged, memory given back.
extension Ingest {
    /// Copies the write-ahead log after commits, and when no more come for a while, merges segments of the
    /// full-text index until there is nothing to merge. Gives memory back then, and each minute where much
    /// has come.
    func keepHouse(after commits: AsyncStream<Void>) async {
        let checkpointer = Checkpointer(store: store)
        let (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        // Starting takes memory too, whether or not there was something to commit.
        changed.yield()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                for await _ in changes { await tidy(checkpointer) }
            }
            group.addTask { [store] in
                while (try? await Task.sleep(for: Self.busyTime)) != nil { await store.releaseGrownMemory() }
            }
            group.addTask { [store] in
                while (try? await Task.sleep(for: Self.heapTime)) != nil { store.releaseGrownHeaps() }
            }
            for await _ in commits {
                do {
                    try await checkpointer.checkpointIfDue()
                } catch {
                    logger.debug(
                        "The write-ahead log could not be copied", metadata: ["error": "\(error)"])
                }
                changed.yield()
            }
            group.cancelAll()
        }
    }

    /// Waits until nothing has been committed for a while, and then merges and gives memory back, unless a
    /// commit comes in between.
    private func tidy(_ checkpointer: Checkpointer) async {
        do {
            var last: Int
            repeat {
                last = counters.progress.commits
                try await Task.sleep(for: Self.idleTime)
            } while counters.progress.commits != last
            // A rebuild merges what it writes, and needs its memory.
            guard try await store.read({ try $0.rebuild() }) == nil else { return }
            // A step writes about 64 pages and holds the writer for a few milliseconds, so that a file that
            // comes now is found as soon as ever.
            while work.count == 0 {
                guard counters.progress.commits == last else { return }
                guard try await store.mergeTerms(pageCount: 64) else { break }
                try await checkpointer.checkpointIfDue()
                try await Task.sleep(for: .milliseconds(10))
            }
            await store.releaseMemory()
        } catch is CancellationError {
        } catch {
            logger.debug("Segments could not be merged", metadata: ["error": "\(error)"])
        }
    }

    /// A minute: who is never idle gives back what has grown as rarely as nobody notices.
    private static let busyTime: Duration = .seconds(60)

    /// 10 s: what is free in the heaps costs only its pages to take again.
    private static let heapTime: Duration = .seconds(10)

    /// 3 s: a pause between stories, not between files of one delivery.
    private static let idleTime: Duration = .seconds(3)
}
