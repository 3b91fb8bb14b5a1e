import Glibc
public import SystemPackage

/// What is known of the place that output goes to.
public struct Terminal: Hashable, Sendable {
    /// Whether it is a terminal; otherwise a pipe or a file.
    public let isTerminal: Bool
    /// The width in columns, which text is wrapped to; `nil` in a pipe, where nothing is wrapped.
    public let columns: Int?
    /// Whether titles and matches are coloured.
    public let usesColor: Bool
    /// Whether a line may be drawn again in place; `false` for a pipe and for a dumb terminal.
    public let redraws: Bool

    /// Describes a place for output.
    public init(isTerminal: Bool, columns: Int?, usesColor: Bool, redraws: Bool = false) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.usesColor = usesColor
        self.redraws = redraws
    }

    /// Asks the system about a descriptor.
    ///
    /// - Parameters:
    ///   - descriptor: Where the output will go.
    ///   - color: The user's choice.
    ///   - environment: The process's environment; see ``processEnvironment``.
    public init(
        _ descriptor: FileDescriptor, color: ColorChoice = .auto,
        environment: [String: String] = Terminal.processEnvironment
    ) {
        let isTerminal = isatty(descriptor.rawValue) == 1
        self.init(
            isTerminal: isTerminal,
            columns: isTerminal ? Self.columns(of: descriptor) : nil,
            usesColor: color.usesColor(isTerminal: isTerminal, environment: environment),
            redraws: isTerminal && Self.takesEscapes(environment: environment)
        )
    }

    /// The environment variables that decide about colour and redrawing.
    public static var processEnvironment: [String: String] {
        ProcessEnvironment.variables(["NO_COLOR", "TERM"])
    }

    /// Whether the terminal knows escape sequences: it names itself, and not `dumb`.
    static func takesEscapes(environment: [String: String]) -> Bool {
        !["", "dumb"].contains(environment["TERM", default: ""])
    }

    /// The width that the terminal states; 80 where it states none, as a serial line does.
    private static func columns(of descriptor: FileDescriptor) -> Int {
        var size = winsize()
        guard unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }
}
