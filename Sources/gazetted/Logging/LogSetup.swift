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

    /// Lines that say why the program ends, which the journal is to show where errors are asked for.
    static func asError(_ text: String) -> String {
        guard isJournal else { return text }
        let mark = "<\(LineLogHandler.priority(.error))>"
        return text.split(separator: "\n").map { mark + $0 + "\n" }.joined()
    }

    /// Makes the logger of the process.
    static func makeLogger(level: String, format: LogFormat) -> Logger {
        let isJournal = isJournal
        var logger = Logger(label: "gazetted") { _ in LineLogHandler(format: format, isJournal: isJournal) }
        logger.logLevel = Self.level(level) ?? .info
        return logger
    }
}

/// Writes a line an event, with the priority in front that journald reads and takes off.
struct LineLogHandler: LogHandler {
    let format: LogFormat
    let isJournal: Bool
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let line =
            (isJournal ? "<\(Self.priority(event.level))>" : "")
            + format.line(for: event, metadata: all, isJournal: isJournal) + "\n"
        var bytes = Array(line.utf8)
        _ = unsafe write(STDERR_FILENO, &bytes, bytes.count)
    }

    /// The priorities of syslog, which `systemd-cat` and journald read in angle brackets.
    fileprivate static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
