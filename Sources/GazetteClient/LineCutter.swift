/// Cuts bytes that come in pieces into lines.
struct LineCutter {
    /// What came since the last line feed.
    private var rest: [UInt8] = []

    /// The lines that end in a piece, without their line feeds.
    mutating func lines(endingIn piece: some Collection<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for part in piece.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            rest += part
            lines.append(rest)
            rest.removeAll(keepingCapacity: true)
        }
        // Behind the last line feed is the beginning of the next line.
        rest = lines.removeLast()
        return lines
    }
}
