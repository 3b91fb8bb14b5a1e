/// The tokens of one text, to be replayed in order: made on any thread, read on any other.
///
/// Takes two allocations, whatever the number of tokens: the bytes of all terms, and 16 bytes a token.
public struct TokenList: Sendable {
    /// Where one token was written; its term follows that of the token before it.
    private struct Entry {
        var start: Int
        /// 4 GiB is no limit in practice: SQLite holds no text of half that size.
        var byteCount: UInt32
        var termByteCount: UInt8
        var isColocated: Bool
    }

    /// The length of the text in bytes of UTF-8, by which a reader can tell that it replays the right one.
    public let textByteCount: Int

    private var terms: [UInt8]
    private var entries: [Entry]

    /// An empty list with room for the tokens of a text of ordinary words.
    init(textByteCount: Int) {
        self.textByteCount = textByteCount
        terms = []
        terms.reserveCapacity(textByteCount)
        entries = []
        entries.reserveCapacity(textByteCount / 6 + 4)
    }

    /// The number of tokens, colocated ones included.
    public var count: Int { entries.count }

    /// The number of positions, which is what the length of a text counts.
    public var positionCount: Int { entries.reduce(0) { $1.isColocated ? $0 : $0 + 1 } }

    /// Calls `visit` for each token as ``TextAnalyzer/forEachToken(in:_:)`` does for the same text.
    ///
    /// - Parameter visit: What to do with each token: its term, its range and whether it is colocated;
    ///   returns `false` to stop.
    public func forEach(_ visit: (_ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool) -> Bool) {
        var offset = 0
        let bytes = terms.span
        for entry in entries {
            let end = offset + Int(entry.termByteCount)
            let range = entry.start..<entry.start + Int(entry.byteCount)
            guard visit(bytes.extracting(offset..<end), range, entry.isColocated) else { return }
            offset = end
        }
    }

    /// Adds a token; `term` has at most 255 bytes.
    mutating func append(_ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool) {
        unsafe term.withUnsafeBufferPointer { unsafe terms.append(contentsOf: $0) }
        entries.append(
            Entry(
                start: range.lowerBound,
                byteCount: UInt32(clamping: range.count),
                termByteCount: UInt8(term.count),
                isColocated: isColocated))
    }

    /// Gives back memory that was reserved in vain, when that is more than half.
    mutating func trim() {
        if terms.capacity > terms.count * 2 + 64 { terms = terms.map(\.self) }
        if entries.capacity > entries.count * 2 + 16 { entries = entries.map(\.self) }
    }
}
