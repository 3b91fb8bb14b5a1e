internal import ArgumentParser
internal import Articles
internal import Glibc
internal import Logging

/// How log lines look.
enum LogFormat: String, ExpressibleByArgument, Sendable {
    /// For people and the journal: `MESSAGE key=value …`.
    case text
    /// For programs: an object a line.
    case json
}

/// Writes an object a line: `time_ms` since 1970, `level`, `message`, and the keys of the event under `metadata`.
struct JSONLogHandler: LogHandler {
    /// Whether the journal reads the line, which wants the priority in front and takes it off.
    let isJournal: Bool
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let keys = all.map { "\(Self.quoted($0.key)):\(Self.quoted("\($0.value)"))" }.joined(separator: ",")
        let object =
            "{\"time_ms\":\(WallClock.milliseconds),\"level\":\"\(event.level.rawValue)\","
            + "\"message\":\(Self.quoted(event.message.description)),\"metadata\":{\(keys)}}\n"
        var bytes = Array(((isJournal ? "<\(LineLogHandler.priority(event.level))>" : "") + object).utf8)
        _ = unsafe write(STDERR_FILENO, &bytes, bytes.count)
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
