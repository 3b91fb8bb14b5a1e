extension TextAnalyzer {
    /// Calls `visit` for each token that is one of some terms: what ``forEachToken(in:_:)`` would give out
    /// and nobody else is interested in, in the same order.
    ///
    /// - Parameters:
    ///   - text: The bytes to read.
    ///   - terms: The terms; it may remember which words are none.
    ///   - visit: Given the number of the term, the position of the token, from 0, and the bytes that it is
    ///     written in.
    /// - Complexity: O(*n*) in the bytes of `text`.
    public func forEachToken(
        in text: Span<UInt8>, of terms: inout SoughtTerms,
        _ visit: (_ number: Int, _ position: Int, _ range: Range<Int>) -> Void
    ) {
        guard let language else {
            var position = -1
            var scanner = TextScanner()
            return scanner.scan(text) { kind, term, range in
                if !kind.isColocated { position += 1 }
                terms.forEachNumber(of: term) { visit($0, position, range) }
                return true
            }
        }
        AnalysisWorkspace.borrowForSearch { workspace in
            var reader = SoughtTermReader(workspace, language)
            reader.read(text, &terms, visit)
        }
    }
}

/// Reads a text for some terms piece by piece.
///
/// Most pieces are words in small letters, and most of these begin otherwise than the terms do: of such a
/// word nothing counts but that it takes a position. Of nearly all other pieces the tokens are remembered.
private struct SoughtTermReader: ~Copyable {
    typealias Visitor = (_ number: Int, _ position: Int, _ range: Range<Int>) -> Void

    /// A piece that may have some of the terms.
    private struct Candidate {
        var piece = PieceReader.Piece()
        /// How many positions those take that stand between it and the one before it.
        var skippedCount = 0
    }

    private let language: Language?
    private let plan: LanguagePlan
    /// Whether words of ASCII, and those of Cyrillic, are passed over where the terms begin otherwise.
    private let skipsLatin: Bool
    private let skipsCyrillic: Bool
    private var pieces: PieceReader
    /// The position of the token that was read last.
    private var position = -1

    init(_ workspace: AnalysisWorkspace, _ language: Language?) {
        self.language = language
        plan = workspace.plan(for: language)
        skipsLatin = plan.keepsFirstLetter(in: .latin)
        skipsCyrillic = plan.keepsFirstLetter(in: .cyrillic)
        pieces = PieceReader(workspace, language)
    }

    /// Calls `visit` for each token that is one of the terms.
    mutating func read(_ text: Span<UInt8>, _ terms: inout SoughtTerms, _ visit: Visitor) {
        // As many as the processor can fetch lines of memory for at a time.
        var candidates = InlineArray<8, Candidate>(repeating: Candidate())
        var start = 0
        while true {
            var count = 0
            while count < candidates.count, let candidate = nextCandidate(in: text, from: &start, terms) {
                candidates[count] = candidate
                count &+= 1
            }
            if count == 0 { return }
            for number in 0..<count {
                position &+= candidates[number].skippedCount
                read(candidates[number].piece, of: text, &terms, visit)
            }
        }
    }

    /// The next piece that may have some of the terms, behind which `start` moves; `nil` where there is none.
    @inline(__always)
    private func nextCandidate(
        in text: Span<UInt8>, from start: inout Int, _ terms: borrowing SoughtTerms
    ) -> Candidate? {
        var skippedCount = 0
        while let word = TextPieces.nextPlainWord(in: text, from: &start) {
            guard isOther(text.extracting(word), than: terms) else {
                return Candidate(piece: pieces.piece(at: word, of: text), skippedCount: skippedCount)
            }
            skippedCount &+= 1
        }
        guard let piece = TextPieces.next(in: text, from: &start) else { return nil }
        return Candidate(piece: pieces.piece(at: piece, of: text), skippedCount: skippedCount)
    }

    /// Whether a word in small letters is known to be none of the terms.
    @inline(__always)
    private func isOther(_ word: Span<UInt8>, than terms: borrowing SoughtTerms) -> Bool {
        word[0] < 0x80
            ? skipsLatin && !terms.mayBegin(smallWord: word) : skipsCyrillic && !terms.mayBegin(word)
    }

    @inline(__always)
    private mutating func read(
        _ piece: PieceReader.Piece, of text: Span<UInt8>, _ terms: inout SoughtTerms, _ visit: Visitor
    ) {
        if piece.isTooLong { return readLong(piece.range, of: text, &terms, visit) }
        var position = position
        _ = pieces.read(piece, of: text) { term, range, isColocated in
            if !isColocated { position &+= 1 }
            terms.forEachNumber(of: term) { visit($0, position, range) }
            return true
        }
        self.position = position
    }

    /// Reads a piece that is not remembered as a whole, as in scripts without blanks: word by word, and of
    /// each it is remembered whether it is none of the terms.
    @inline(never)
    private mutating func readLong(
        _ piece: Range<Int>, of text: Span<UInt8>, _ terms: inout SoughtTerms, _ visit: Visitor
    ) {
        var position = position
        var others = terms.takeOtherWords(in: language)
        var emitter = FormEmitter(plan)
        var scanner = TextScanner(index: piece.lowerBound)
        let text = text.extracting(first: piece.upperBound)
        scanner.scan(text) { kind, term, range in
            if !kind.isColocated {
                position &+= 1
                emitter.beginPosition()
            }
            let outlook = emitter.outlook(of: term, kind, in: text.extracting(range))
            if outlook.keepsFirstLetter, !terms.mayBegin(term) { return true }
            let writing = outlook.writing
            if let writing, others.number(of: term, writing) != nil { return true }
            // What stands at this position already is not given out again, and so says nothing of the word.
            let isTelling = emitter.isAtNewPosition
            var isOther = true
            _ = emitter.emit(kind, term, range, in: text) { term, range, _ in
                terms.forEachNumber(of: term) { number in
                    isOther = false
                    visit(number, position, range)
                }
                return true
            }
            if isOther, isTelling, let writing, !SoughtTerms.isFull(others) {
                others.insert(term, writing, number: 0)
            }
            return true
        }
        terms.keep(others, in: language)
        self.position = position
    }
}
