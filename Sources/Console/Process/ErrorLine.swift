/// The line on standard error that says why a program ends.
public enum ErrorLine {
    /// `program: message` on lines of its own, safe for a terminal, ending in a line feed.
    ///
    /// - Parameters:
    ///   - program: The program's name.
    ///   - message: What is wrong; usage may follow it on further lines.
    /// - Returns: The text to write.
    public static func text(program: String, message: String) -> String {
        "\(program): \(SafeText.make(message, whitespace: .kept))\n"
    }
}
