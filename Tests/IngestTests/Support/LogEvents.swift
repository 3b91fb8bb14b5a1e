import Logging
import Synchronization

/// What the pipeline says that it did, as something to wait for.
final class LogEvents: Sendable {
    private let subscribers = Mutex<[AsyncStream<Void>.Continuation]>([])

    /// One element at least for whatever is said from now on.
    func subscribe() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        subscribers.withLock { $0.append(continuation) }
        return stream
    }

    func said() {
        let all = subscribers.withLock { $0 }
        for subscriber in all { subscriber.yield() }
    }
}

struct EventLogHandler: LogHandler {
    let events: LogEvents
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    init(events: LogEvents) { self.events = events }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { events.said() }
}
