/// JSON for standard output.
public enum JSONText {
    /// The same JSON with a line feed after it.
    ///
    /// In a pipe these are exactly the bytes that came. On a terminal, characters that it could take for a
    /// command are written as `\u` escapes, which JSON reads as the same characters; JSON itself escapes only
    /// the controls below U+0020.
    ///
    /// - Parameters:
    ///   - json: One JSON value as UTF-8, on one line.
    ///   - terminal: Where it will be written.
    /// - Returns: The bytes to write.
    public static func bytes(_ json: [UInt8], terminal: Terminal) -> [UInt8] {
        guard terminal.isTerminal else { return json + [UInt8(ascii: "\n")] }
        var text = ""
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if SafeText.isDangerous(scalar) {
                for unit in UTF16.encode(scalar).map(Array.init) ?? [] { text += escape(unit) }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return Array(text.utf8) + [UInt8(ascii: "\n")]
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
