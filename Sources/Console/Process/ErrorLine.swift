/// What standard error says of why a program ends.
public enum ErrorLine {
    /// `program: message` on one line, safe for a terminal, ending in a line feed: a line feed in the name of
    /// a file is shown.
    ///
    /// - Parameters:
    ///   - program: The program's name.
    ///   - message: What is wrong.
    /// - Returns: The text to write.
    public static func text(program: String, message: String) -> String {
        line(program, message, .shown)
    }

    /// The same where usage follows on further lines.
    ///
    /// - Parameters:
    ///   - program: The program's name.
    ///   - usage: What is wrong with how it was called, and how it is.
    /// - Returns: The text to write.
    public static func text(program: String, usage: String) -> String { line(program, usage, .kept) }

    private static func line(_ program: String, _ text: String, _ whitespace: SafeText.Whitespace) -> String {
        "\(program): \(SafeText.make(text, whitespace: whitespace))\n"
    }
}
