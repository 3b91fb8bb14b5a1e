internal import Archive
internal import ArticleStore
internal import Articles
internal import GazetteServer
internal import Ingest
internal import Logging

/// Opens the state directory. Where its index is damaged, the last good snapshot takes its place, and where it is of an
/// earlier version a snapshot is taken first. Both may take minutes, and somebody answers at the sockets meanwhile and
/// says so.
struct Recovery: Sendable {
    let settings: DaemonSettings
    let listeners: [Listener]
    let logger: Logger
    /// The configuration, as a snapshot keeps it.
    let configuration: @Sendable () -> [UInt8]?

    func open() async throws -> OpenedStore {
        let (steps, said) = AsyncStream.makeStream(of: OpeningStep.self)
        return try await withThrowingTaskGroup(of: OpenedStore?.self) { group in
            group.addTask {
                defer { said.finish() }
                return try await onOwnThread("open") {
                    try ArticleStore.open(
                        settings.state, now: WallClock.milliseconds,
                        recovery: LastGoodIndex(onStep: { said.yield($0) }).restore,
                        preservation: SnapshotBeforeUpgrade(
                            configuration: configuration, onStep: { said.yield($0) }
                        ).keep)
                }
            }
            group.addTask {
                try await answer(during: steps)
                return nil
            }
            var opened: OpenedStore?
            for try await result in group { opened = result ?? opened }
            guard let opened else { throw CancellationError() }
            return opened
        }
    }

    /// Answers from the first step on until the last is over.
    private func answer(during steps: AsyncStream<OpeningStep>) async throws {
        var iterator = steps.makeAsyncIterator()
        guard let first = await iterator.next() else { return }
        say(first)
        let meanwhile = RestoringArchive(snapshots: settings.state.snapshots, step: first)
        let server = GazetteServer(
            service: meanwhile, listeners: listeners,
            metrics: { "# TYPE gazette_ready gauge\ngazette_ready 0\n" }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            while let step = await iterator.next() {
                say(step)
                meanwhile.goOn(with: step)
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func say(_ step: OpeningStep) {
        logger.notice("Not ready yet", metadata: ["step": "\(step)"])
        // An hour for each step: more than a terabyte of index is beyond one file's reach.
        ServiceManager.notify("EXTEND_TIMEOUT_USEC=3600000000\nSTATUS=Not ready yet: \(step)")
    }
}
