/// The lines that begin the messages of a mailbox: `From a@example.org Mon Feb  3 10:15:00 2020`.
///
/// Programs differ in whether they mark such lines in a text (`>From here on …`). Where they did not, a
/// paragraph that begins with the word `From` would cut its article in two, so that more than this word is
/// asked for: the day and time of a delivery, or a header behind it.
enum MailboxSeparator {
    /// Whether a line begins a message, for a line at the start or behind a blank one.
    static func stands(at position: Int, in bytes: [UInt8]) -> Bool {
        guard bytes.hasText("From ", at: position, before: bytes.count) else { return false }
        let (line, next) = bytes.line(from: position, before: bytes.count)
        return isHeader(at: next, in: bytes) || hasTimeOfDelivery(bytes[line])
    }

    /// Whether a line is `Name: …`; a mail that was in a mailbox before may have its old `>From ` there.
    private static func isHeader(at position: Int, in bytes: [UInt8]) -> Bool {
        if bytes.hasText(">From ", at: position, before: bytes.count) { return true }
        // RFC 5322, section 2.2: the printable ASCII characters but the colon.
        let name = bytes[position...].prefix { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ":")
    }

    /// Whether a line has a year and a clock time behind the name of a day, as C's `asctime` writes them,
    /// with or without a zone.
    private static func hasTimeOfDelivery(_ line: ArraySlice<UInt8>) -> Bool {
        let words = line.split(separator: UInt8(ascii: " ")).drop { !days.contains(Array($0)) }
        return words.contains(where: isClock) && words.contains { $0.count == 4 && $0.allSatisfy(isDigit) }
    }

    /// With a comma as in RFC 5322, too.
    private static let days = Set(
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].flatMap { [Array($0.utf8), Array("\($0),".utf8)] })

    private static func isClock(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
