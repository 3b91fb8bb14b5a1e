/// Command-line arguments as the bytes they are, carried through a parser that knows only `String`.
///
/// Arguments on Linux are bytes without a NUL. As `CommandLine.arguments` gives them, bytes that are not
/// UTF-8 have become U+FFFD, and the file they named cannot be found any more. Here such a byte becomes NUL
/// and two hexadecimal digits, which no argument contains by itself, and ``bytes(of:)`` makes it a byte
/// again. The same form hides the dash of a query word like `-visit`, which the parser would take for
/// options.
public enum RawArgument {
    /// The arguments of this process, without its name, in the form that ``bytes(of:)`` reads.
    public static func ofProcess() -> [String] {
        var arguments: [String] = []
        let pointers = unsafe CommandLine.unsafeArgv
        var index = 1
        while index < CommandLine.argc, let pointer = unsafe pointers[index] {
            var bytes: [UInt8] = []
            var offset = 0
            while unsafe pointer[offset] != 0 {
                bytes.append(UInt8(bitPattern: unsafe pointer[offset]))
                offset += 1
            }
            arguments.append(string(for: bytes))
            index += 1
        }
        return arguments
    }

    /// The text that stands for an argument: itself where it is UTF-8.
    public static func string(for bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&iterator) {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                text += escape(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The bytes of the argument that a text stands for.
    public static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let first = rest.popFirst() {
            if first == 0, let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(first)
            }
        }
        return bytes
    }

    /// The argument as text, for what is text by nature: bytes that are not UTF-8 become U+FFFD.
    public static func text(of text: String) -> String { String(decoding: bytes(of: text), as: UTF8.self) }

    /// Hides the dash of words like `-visit`, which exclude a word from a search, from the parser.
    ///
    /// The options of `search` have long names, so a single dash begins a word of the query, with the
    /// exceptions given. Nothing changes for other commands, for arguments with two dashes, and after `--`.
    ///
    /// - Parameters:
    ///   - arguments: The arguments without the program's name.
    ///   - commands: The commands that take a query.
    ///   - exceptions: The options with one dash, each an argument of its own.
    /// - Returns: As many arguments.
    public static func hidingExclusions(
        in arguments: [String], of commands: Set<String>, except exceptions: Set<String>
    ) -> [String] {
        guard let command = arguments.first, commands.contains(command) else { return arguments }
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let words = arguments[..<end].map { word in
            guard word.hasPrefix("-"), word != "-", !word.hasPrefix("--"), !exceptions.contains(word) else {
                return word
            }
            return escape(UInt8(ascii: "-")) + word.dropFirst()
        }
        return words + arguments[end...]
    }

    private static func escape(_ byte: UInt8) -> String {
        "\0" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
