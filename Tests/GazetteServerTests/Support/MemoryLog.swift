import Logging
import NIOConcurrencyHelpers

/// A log whose lines a test reads.
final class MemoryLog: Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let metadata: Logger.Metadata
    }

    private let stored = NIOLockedValueBox<[Line]>([])

    var lines: [Line] { stored.withLockedValue { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: MemoryLog
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.stored.withLockedValue {
                $0.append(Line(level: event.level, metadata: event.metadata ?? [:]))
            }
        }
    }
}
