/// Goes through the positions of texts, and tells for each the sum of the numbers of its terms.
///
/// Whoever compares terms with texts, as a check does, needs no terms, only what they add up to. That is
/// remembered for each piece of text between two blanks, so that a piece is analysed where it is met first:
/// the sums are those of ``TextAnalyzer/forEachToken(in:_:)`` over the whole text, in a tenth of the time.
///
/// One thread at a time may use it; its memory may be that of others, too.
public struct PositionSums: ~Copyable {
    /// A piece of the text, and where it would be remembered.
    private struct Piece {
        var range = 0..<0
        var place: PieceMemory.Place?
    }

    /// Sums that wait until there are enough to be handed on: a call for each takes as long as to find it.
    private struct Run {
        private var sums = InlineArray<256, UInt64>(repeating: 0)
        private var count = 0

        /// Hands the sums on where there is no room for those of another piece that is remembered.
        @inline(__always)
        mutating func makeRoom(_ visit: (Span<UInt64>) -> Void) {
            if count > sums.count &- PieceMemory.maximumSumCount { end(visit) }
        }

        @inline(__always)
        mutating func append(_ sum: UInt64) {
            sums[count] = sum
            count &+= 1
        }

        mutating func end(_ visit: (Span<UInt64>) -> Void) {
            if count > 0 { visit(sums.span.extracting(first: count)) }
            count = 0
        }
    }

    private let memory: PieceMemory
    private let workspace = AnalysisWorkspace.take()
    private var language: Language?
    /// Makes what stands beside words of that language.
    private var emitter: FormEmitter
    /// The sums of the piece that is being analysed.
    private var sums: [UInt64] = []

    /// Makes one that knows what `memory` knows, and has it remember what it meets.
    public init(_ memory: PieceMemory) {
        self.memory = memory
        emitter = FormEmitter(workspace.plan(for: nil))
    }

    deinit { workspace.giveBack() }

    /// Calls `visit` with the sums of the positions of a text, in their order from position 0, some hundred
    /// at a time.
    ///
    /// - Parameters:
    ///   - text: UTF-8, or any other bytes.
    ///   - language: The language that its terms are made for.
    ///   - visit: Takes the sums, modulo 2⁶⁴, of the numbers of the terms at each of the next positions.
    /// - Complexity: O(*n*) in the bytes of `text`.
    public mutating func forEachRun(
        of text: Span<UInt8>, in language: Language?, _ visit: (Span<UInt64>) -> Void
    ) {
        use(language)
        let mark = language?.letters ?? 0
        // As many as a processor waits for lines of memory at a time, for which the last of them have to be
        // far ahead.
        var pieces = InlineArray<16, Piece>(repeating: Piece())
        var run = Run()
        var start = 0
        while true {
            var count = 0
            while count < pieces.count, let range = TextPieces.next(in: text, from: &start) {
                pieces[count] = Piece(range: range, place: memory.place(of: range, in: text, mark: mark))
                count &+= 1
            }
            if count == 0 { return run.end(visit) }
            for number in 0..<count {
                let piece = pieces[number]
                run.makeRoom(visit)
                if let place = piece.place, memory.forEachSum(at: place, { run.append($0) }) { continue }
                analyze(text.extracting(piece.range))
                for sum in sums {
                    run.makeRoom(visit)
                    run.append(sum)
                }
                if let place = piece.place { memory.remember(sums, at: place) }
            }
        }
    }

    private mutating func use(_ language: Language?) {
        if language == self.language { return }
        self.language = language
        emitter = FormEmitter(workspace.plan(for: language))
    }

    /// Sums up a piece that is not remembered.
    @inline(never)
    private mutating func analyze(_ piece: Span<UInt8>) {
        sums.removeAll(keepingCapacity: true)
        var scanner = TextScanner()
        scanner.scan(piece) { kind, term, range in
            emitter.emit(kind, term, range, in: piece) { term, _, isColocated in
                if !isColocated || sums.isEmpty { sums.append(0) }
                sums[sums.count - 1] &+= memory.numberOfTerm(term)
                return true
            }
        }
    }
}
