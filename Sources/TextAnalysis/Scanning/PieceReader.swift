/// Reads a text piece by piece, and has the tokens of those that were met before from memory.
struct PieceReader: ~Copyable {
    typealias Visitor = (_ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool) -> Bool

    /// A piece of the text, and where it would be remembered; no place where it is too long for that.
    @safe struct Piece {
        var range = 0..<0
        fileprivate var place: UnsafeMutableRawPointer?

        var isTooLong: Bool { unsafe place == nil }
    }

    private let workspace: AnalysisWorkspace
    private let mark: UInt16
    private let scratch: TermScratch
    private var emitter: FormEmitter

    init(_ workspace: AnalysisWorkspace, _ language: Language?) {
        self.workspace = workspace
        mark = language?.letters ?? 0
        scratch = TermScratch(language)
        emitter = FormEmitter(workspace.plan(for: language))
    }

    /// Calls `visit` for each token of the text until it returns `false`.
    mutating func read(_ text: Span<UInt8>, _ visit: Visitor) {
        // As many as the processor can fetch lines of memory for at a time.
        var pieces = InlineArray<8, Piece>(repeating: Piece())
        var start = 0
        while true {
            var count = 0
            while count < pieces.count, let range = TextPieces.next(in: text, from: &start) {
                pieces[count] = piece(at: range, of: text)
                count &+= 1
            }
            if count == 0 { return }
            for number in 0..<count {
                guard read(pieces[number], of: text, visit) else { return }
            }
        }
    }

    /// A piece that is to be read soon.
    @inline(__always)
    func piece(at range: Range<Int>, of text: Span<UInt8>) -> Piece {
        let place =
            unsafe range.count <= TokenMemory.maximumPieceByteCount
            ? workspace.tokens.place(of: text.extracting(range), mark: mark) : nil
        return unsafe Piece(range: range, place: place)
    }

    /// Gives out the tokens of a piece; `false` to stop.
    @inline(__always)
    mutating func read(_ piece: Piece, of text: Span<UInt8>, _ visit: Visitor) -> Bool {
        if let place = unsafe piece.place,
            let tokens = unsafe workspace.tokens.tokens(
                of: text.extracting(piece.range), mark: mark, at: place)
        {
            let record = unsafe Span(_unsafeElements: tokens)
            return TokenRecord.forEachToken(of: record, in: text, at: piece.range, scratch, visit)
        }
        return analyze(piece, of: text, visit)
    }

    /// Gives out the tokens of a piece that is met first, and has them remembered; `false` to stop.
    @inline(never)
    private mutating func analyze(_ piece: Piece, of text: Span<UInt8>, _ visit: Visitor) -> Bool {
        var record = TokenRecord(of: piece.range)
        var scanner = TextScanner(index: piece.range.lowerBound)
        let text = text.extracting(first: piece.range.upperBound)
        scanner.scan(text) { kind, term, range in
            emitter.emit(kind, term, range, in: text) { term, range, isColocated in
                record.add(term, range, isColocated, in: text, scratch)
                return visit(term, range, isColocated)
            }
        }
        if scanner.isStopped { return false }
        if let place = unsafe piece.place {
            unsafe record.remember(in: workspace.tokens, of: text, mark: mark, at: place)
        }
        return true
    }
}
