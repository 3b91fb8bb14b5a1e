/// The tokens of a piece of text in a few bytes, to be given out again wherever the piece stands.
///
/// A token is
///
/// - a byte of marks;
/// - where it is written, if that is not where the token before it is, and for the first one the whole piece:
///   two bytes, from and to an offset in the piece;
/// - its term: nothing, if it is as written; its first two bytes, if the others are as written; one byte, the
///   length, for a stem that is the beginning of the last term that was of these two kinds; any other after a
///   byte for its length.
struct TokenRecord {
    private static let isColocated: UInt8 = 1
    private static let hasPlace: UInt8 = 2
    private static let kinds: UInt8 = 0xF0

    /// How a term is kept.
    private enum Kind: UInt8 {
        case asWritten = 0x10
        case asWrittenButFirst = 0x20
        case beginning = 0x40
        case whole = 0x80
    }

    /// The bytes, unless there were too many.
    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    private var count = 0
    private var isTooLong = false
    private var place: Range<Int>
    private let piece: Range<Int>
    /// The length of the last word in the scratch, of which a stem may be the beginning.
    private var wordByteCount = 0

    /// A record of no tokens.
    ///
    /// - Parameter piece: Where the piece stands in the text.
    init(of piece: Range<Int>) {
        self.piece = piece
        place = piece
        isTooLong = piece.count > TokenMemory.maximumPieceByteCount
    }

    /// Adds a token.
    mutating func add(
        _ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool, in text: Span<UInt8>,
        _ scratch: borrowing TermScratch
    ) {
        if isTooLong { return }
        let kind = kind(of: term, writtenAs: text.extracting(range), scratch)
        let hasPlace = range != place
        append((isColocated ? Self.isColocated : 0) | (hasPlace ? Self.hasPlace : 0) | kind.rawValue)
        if hasPlace {
            append(UInt8(truncatingIfNeeded: range.lowerBound - piece.lowerBound))
            append(UInt8(truncatingIfNeeded: range.upperBound - piece.lowerBound))
            place = range
        }
        switch kind {
        case .asWritten: break
        case .asWrittenButFirst:
            append(term[0])
            append(term[1])
        case .beginning: append(UInt8(truncatingIfNeeded: term.count - StemTerm.markByteCount))
        case .whole:
            append(UInt8(truncatingIfNeeded: term.count))
            for index in term.indices { append(term[index]) }
        }
    }

    /// How a term is kept; a word of which a stem may be the beginning is in the scratch then.
    private mutating func kind(
        of term: Span<UInt8>, writtenAs written: Span<UInt8>, _ scratch: borrowing TermScratch
    ) -> Kind {
        if let byteCount = scratch.stemByteCount(of: term) {
            let word = unsafe Span(_unsafeElements: scratch.word(wordByteCount))
            return byteCount <= word.count
                && term.extracting(droppingFirst: StemTerm.markByteCount)
                    .isEqual(to: word.extracting(first: byteCount))
                ? .beginning : .whole
        }
        let firstByteCount = TermScratch.firstByteCount
        guard term.count == written.count, term.count >= firstByteCount,
            term.extracting(droppingFirst: firstByteCount)
                .isEqual(to: written.extracting(droppingFirst: firstByteCount))
        else { return .whole }
        scratch.put(written, beginning: term[0], term[1])
        wordByteCount = term.count
        return term[0] == written[0] && term[1] == written[1] ? .asWritten : .asWrittenButFirst
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        guard count < bytes.count else { return isTooLong = true }
        bytes[count] = byte
        count &+= 1
    }

    /// Has `memory` remember the tokens, where they are not too long for it.
    func remember(
        in memory: borrowing TokenMemory, of text: Span<UInt8>, mark: UInt16,
        at place: UnsafeMutableRawPointer
    ) {
        if isTooLong { return }
        let tokens = bytes.span.extracting(first: count)
        unsafe memory.remember(tokens, of: text.extracting(piece), mark: mark, at: place)
    }

    /// Calls `visit` with each token of a record until it returns `false`.
    ///
    /// - Parameters:
    ///   - record: The bytes of the record.
    ///   - text: The text in which the piece stands.
    ///   - piece: Where it stands.
    ///   - scratch: Where terms are put together.
    ///   - visit: What to do with a token.
    /// - Returns: What `visit` returned last; `true` where there are no tokens.
    @inline(__always)
    static func forEachToken(
        of record: Span<UInt8>, in text: Span<UInt8>, at piece: Range<Int>, _ scratch: borrowing TermScratch,
        _ visit: (_ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool) -> Bool
    ) -> Bool {
        var range = piece
        // The word of which a stem is the beginning, unless it is in the scratch already.
        var word: Range<Int>?
        var index = 0
        while index < record.count {
            let marks = record[index]
            index &+= 1
            if marks & hasPlace != 0 {
                range =
                    piece.lowerBound &+ Int(record[index])..<piece.lowerBound &+ Int(record[index &+ 1])
                index &+= 2
            }
            let isColocated = marks & Self.isColocated != 0
            let goesOn: Bool
            switch Kind(rawValue: marks & kinds) {
            case .asWritten:
                word = range
                goesOn = visit(text.extracting(range), range, isColocated)
            case .asWrittenButFirst:
                word = nil
                scratch.put(text.extracting(range), beginning: record[index], record[index &+ 1])
                index &+= 2
                goesOn = visit(unsafe Span(_unsafeElements: scratch.word(range.count)), range, isColocated)
            case .beginning:
                let byteCount = Int(record[index])
                index &+= 1
                if let word { scratch.put(text.extracting(word), byteCount) }
                goesOn = visit(unsafe Span(_unsafeElements: scratch.stem(byteCount)), range, isColocated)
            case .whole, nil:
                let start = index &+ 1
                index = start &+ Int(record[index])
                goesOn = visit(record.extracting(start..<index), range, isColocated)
            }
            guard goesOn else { return false }
        }
        return true
    }
}
