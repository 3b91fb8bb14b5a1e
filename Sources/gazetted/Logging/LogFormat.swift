internal import ArgumentParser
internal import Articles
internal import GazetteAPI
internal import Glibc
internal import Logging

/// How log lines look.
enum LogFormat: String, ExpressibleByArgument, Sendable {
    /// For people and the journal: `MESSAGE key=value …`.
    case text
    /// For programs: an object a line, `level`, `message`, `metadata`, and `time_ms` since 1970.
    case json

    /// The line of an event, without its end.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - metadata: All that belongs to it, its own and its logger's.
    ///   - isJournal: Whether the journal reads the line, which knows the time and the level already.
    /// - Returns: One line, whatever the texts hold.
    func line(for event: LogEvent, metadata: Logger.Metadata, isJournal: Bool) -> String {
        switch self {
        case .text:
            let keys = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }
            return (isJournal ? "" : Self.time() + " \(event.level.rawValue) ") + event.message.description
                + keys.joined()
        case .json:
            let object = Object(
                level: event.level.rawValue, message: event.message.description,
                metadata: metadata.mapValues { "\($0)" }, timeMs: WallClock.milliseconds)
            // Texts and one whole number: nothing that JSON has no word for.
            return (try? WireFormat.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        }
    }

    private struct Object: Encodable {
        let level: String
        let message: String
        let metadata: [String: String]
        let timeMs: Int64
    }

    /// A value with a blank or a control character in it stands in quotes, so that one event is one line.
    private static func quoted(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0.value != 0x7f }
        guard !isPlain else { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func time() -> String {
        var now = Glibc.time(nil)
        var parts = unsafe tm()
        unsafe localtime_r(&now, &parts)
        return unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
            .joined(separator: ":")
    }
}
