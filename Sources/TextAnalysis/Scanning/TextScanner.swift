internal import CUnicodeTables

/// Reads a text once from front to back and gives out its tokens.
///
/// A text is a row of *words* (letters, digits, what joins them), of *runs* (Han, kana, Hangul, Thai: scripts
/// without spaces) and of separators. Scalars are folded one by one through the tables; each folded scalar is
/// handled by its class, so that a ligature or a squared unit goes the way of the letters that it is made of.
struct TextScanner {
    typealias Visitor = (TokenKind, Span<UInt8>, Range<Int>) -> Bool

    enum Phase {
        case idle
        case word
        case run
    }

    /// The next byte to read.
    var index = 0
    var isStopped = false
    var phase = Phase.idle
    /// The folded bytes of the word, or of the last two units of the run, that is being read.
    var term = TermBuffer()
    var word = WordState()
    var run = RunState()
    var compound = CompoundState()
    /// How the letters of the word are read; see `TextScanner+Repair.swift`.
    var repair = ScriptRepair.undecided
    /// Set when a word is to be read again from its start: whatever was being handled is void.
    var isRewound = false
    /// Which scalar of a sequence is being handled, and with which one to go on after a rewind.
    var element = 0
    var resumedElement = 0

    /// - Parameter index: The byte of the text to begin with.
    init(index: Int = 0) { self.index = index }

    /// Calls `visit` for each token until it returns `false`.
    mutating func scan(_ text: Span<UInt8>, _ visit: Visitor) {
        while !isStopped {
            guard index < text.count else {
                finish(text, visit)
                // A word at the very end may have been sent back for a repair.
                guard index < text.count else { break }
                continue
            }
            let code = asciiCode(of: text[index])
            if code >= 0x30 {
                if code == 255 {
                    scanScalar(text, visit)
                } else if isPlainWord {
                    scanPlainWord(code, text, visit)
                } else {
                    let from = index
                    index &+= 1
                    let record = ScalarRecord(of: UInt32(text[from]))
                    handle(UInt32(text[from]), record, from..<index, text, visit)
                }
            } else {
                let from = index
                index &+= 1
                // Nothing to end: only a currency sign has anything to say.
                if phase == .idle, code != ScalarClass.sign.rawValue { continue }
                handle(UInt32(text[from]), ScalarRecord(of: UInt32(text[from])), from..<index, text, visit)
            }
        }
        closeCompound(visit)
    }

    /// Whether the next letter just joins the word: nothing pending that a letter could decide.
    @inline(__always)
    private var isPlainWord: Bool {
        if repair.isActive { return false }
        return phase == .idle
            || phase == .word && word.joiner == .separator && word.segmentStart == 0
    }

    /// Reads ASCII letters and digits, the first of which folds to `code`.
    @inline(__always)
    private mutating func scanPlainWord(_ code: UInt8, _ text: Span<UInt8>, _ visit: Visitor) {
        if phase == .idle { beginWord(at: index, visit) }
        if term.isFull, !cutWord(text, at: index, visit) { return }
        var code = code
        var scripts = word.scripts
        repeat {
            scripts.insert(code < 0x3A ? .digit : .latin)
            term.append(byte: code)
            index &+= 1
            guard index < text.count, !term.isFull else { break }
            code = asciiCode(of: text[index])
        } while code >= 0x30 && code != 255
        word.scripts = scripts
        word.clusterStart = term.count &- 1
        word.clusterSource = index &- 1
        word.endBeforeCluster = index &- 1
        word.end = index
    }

    /// Reads one scalar beyond ASCII.
    @inline(__always)
    private mutating func scanScalar(_ text: Span<UInt8>, _ visit: Visitor) {
        let from = index
        let scalar = text.scalar(at: from)
        index &+= scalar.width
        let record = ScalarRecord(of: scalar.value)
        let source = from..<index
        if record.isSequence {
            scanSequence(record.payload, from..<endOfMarks(in: text, from: index), text, visit)
        } else if record.scalarClass == .letter, isPlainWord, phase == .word,
            term.append(record.folded(scalar.value))
        {
            word.scripts.formUnion(record.scripts)
            word.extendCluster(source, start: term.count &- TermBuffer.width(of: record.folded(scalar.value)))
        } else {
            handle(scalar.value, record, source, text, visit)
        }
    }

    private mutating func scanSequence(
        _ first: UInt32, _ source: Range<Int>, _ text: Span<UInt8>, _ visit: Visitor
    ) {
        isRewound = false
        element = resumedElement
        resumedElement = 0
        while !isRewound {
            let entry = sequenceScalar(at: first + UInt32(element))
            let scalar = entry & 0x1F_FFFF
            handle(scalar, ScalarRecord(of: scalar), source, text, visit)
            guard entry & 0x8000_0000 == 0 else { break }
            element += 1
        }
        element = 0
    }

    /// Takes one scalar, written at `source`, with its record.
    mutating func handle(
        _ scalar: UInt32, _ record: ScalarRecord, _ source: Range<Int>, _ text: Span<UInt8>, _ visit: Visitor
    ) {
        switch record.scalarClass {
        case .letter, .digit:
            if phase == .run { finishRun(visit) }
            appendLetter(scalar, record, source, text, visit)
        case .droppedMark:
            addDroppedMark(scalar, record, source)
        case .keptMark:
            addKeptMark(scalar, record, source, text, visit)
        case .ignorable:
            if phase == .idle, compound.partExpectedAt == source.lowerBound {
                compound.partExpectedAt = source.upperBound
            }
        case .apostrophe, .fullStop, .comma, .middleDot, .doubleQuote:
            if phase == .word, word.accept(joiner: record.scalarClass) { return }
            finish(text, visit)
        case .hyphen:
            if phase == .word, word.joiner == .separator || word.endsAcronym {
                finishWord(.hyphen(end: source.upperBound), text, visit)
            } else {
                finish(text, visit)
            }
        case .space:
            if phase == .word, canGroupDigits(text, at: source.upperBound) {
                finishWord(.digitGroup(end: source.upperBound), text, visit)
            } else {
                finish(text, visit)
            }
        case .separator:
            finish(text, visit)
        case .sign:
            guard finish(text, visit) else { return }
            closeCompound(visit)
            term.removeAll()
            _ = term.append(record.folded(scalar))
            emit(
                .word, 0..<term.count, source.lowerBound..<endOfMarks(in: text, from: source.upperBound),
                visit)
        case .ideograph:
            beginUnit(record.folded(scalar), .ideographs, source, text, visit)
        case .cluster:
            beginUnit(record.folded(scalar), .clusters, source, text, visit)
        case .jamoTail:
            addJamoTail(record.folded(scalar), source, text, visit)
        }
    }

    /// Ends the word or the run, if any; `false` if the word is to be read again instead.
    @discardableResult
    mutating func finish(_ text: Span<UInt8>, _ visit: Visitor) -> Bool {
        switch phase {
        case .idle: return true
        case .word: return finishWord(.other, text, visit)
        case .run:
            finishRun(visit)
            return true
        }
    }

    /// Where the marks that begin at `place` end; what they stand on is given out before they are read.
    private func endOfMarks(in text: Span<UInt8>, from place: Int) -> Int {
        var place = place
        while place < text.count {
            let scalar = text.scalar(at: place)
            let record = ScalarRecord(of: scalar.value)
            let first = record.isSequence ? sequenceScalar(at: record.payload) & 0x1F_FFFF : scalar.value
            guard [.droppedMark, .keptMark].contains(ScalarRecord(of: first).scalarClass) else { break }
            place += scalar.width
        }
        return place
    }

    /// Gives out the bytes of ``term`` in `bytes`.
    @inline(__always)
    mutating func emit(_ kind: TokenKind, _ bytes: Range<Int>, _ source: Range<Int>, _ visit: Visitor) {
        guard !isStopped else { return }
        if !term.withTerm(bytes, { visit(kind, $0, source) }) { isStopped = true }
    }
}
