internal import Glibc
internal import Logging

/// Where log lines go: standard error, one line an event.
enum LogSetup {
    /// The level with that name; `nil` for a name that is none.
    static func level(_ name: String) -> Logger.Level? { Logger.Level(rawValue: name) }

    /// Whether standard error is the journal's: it may be a terminal or a file though the variable is set, in
    /// what is started from a unit (systemd.exec(5), `$JOURNAL_STREAM`: device and inode, in decimal).
    private static var isJournal: Bool {
        var status = stat()
        guard let stated = unsafe getenv("JOURNAL_STREAM"), unsafe fstat(STDERR_FILENO, &status) == 0 else {
            return false
        }
        return unsafe String(cString: stated) == "\(status.st_dev):\(status.st_ino)"
    }

    /// Makes the logger of the process.
    static func makeLogger(level: String, format: LogFormat) -> Logger {
        let isJournal = isJournal
        var logger = Logger(label: "gazetted") { _ in
            switch format {
            case .text: LineLogHandler(isJournal: isJournal)
            case .json: JSONLogHandler(isJournal: isJournal)
            }
        }
        logger.logLevel = Self.level(level) ?? .info
        return logger
    }
}

/// Writes `MESSAGE key=value …`, with the priority that journald understands in front, or the time on a
/// terminal.
struct LineLogHandler: LogHandler {
    let isJournal: Bool
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = isJournal ? "<\(Self.priority(event.level))>" : Self.time() + " \(event.level.rawValue) "
        line += event.message.description
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(Self.quoted("\(value)"))"
        }
        line += "\n"
        var bytes = Array(line.utf8)
        _ = unsafe write(STDERR_FILENO, &bytes, bytes.count)
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

    /// The priorities of syslog, which `systemd-cat` and journald read in angle brackets.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private static func time() -> String {
        var now = Glibc.time(nil)
        var parts = unsafe tm()
        unsafe localtime_r(&now, &parts)
        return unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
            .joined(separator: ":")
    }
}
