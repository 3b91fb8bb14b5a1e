internal import CUnicodeTables

/// A run of signs without spaces between its words. A *unit* is a sign with its marks.
struct RunState {
    enum Family {
        /// Han, kana, Hangul: a unigram at each position and beside it the bigram that begins there. Any part
        /// of a run is a phrase of its bigrams, and a single sign is found too.
        case ideographs
        /// Thai, Lao, Khmer, Myanmar: only bigrams, since a single consonant says nothing.
        case clusters
    }

    var family = Family.ideographs
    /// 1 for the first unit, 2 from the second on; the buffer then holds the last two.
    var unitCount = 0
    /// The place of the last unit in the buffer, and where it and the one before it are written.
    var unitStart = 0
    var unitSource = 0
    var unitEnd = 0
    var previousSource = 0
    var previousEnd = 0
}

extension TextScanner {
    /// So many bytes a unit takes, marks included, that two fit into a term; further marks are dropped.
    private static let maximumUnitByteCount = 120

    /// Starts a unit, and a run if there is none of its family.
    mutating func beginUnit(
        _ folded: UInt32, _ family: RunState.Family, _ source: Range<Int>, _ text: Span<UInt8>,
        _ visit: Visitor
    ) {
        if phase == .run, run.family != family { finishRun(visit) }
        if phase != .run {
            guard finish(text, visit) else { return }
            closeCompound(visit)
            phase = .run
            term.removeAll()
            run = RunState()
            run.family = family
        } else {
            if run.unitCount == 2 {
                emitPair(visit)
                term.removeFirst(run.unitStart)
            }
            run.previousSource = run.unitSource
            run.previousEnd = run.unitEnd
        }
        run.unitStart = term.count
        run.unitSource = source.lowerBound
        run.unitEnd = source.upperBound
        run.unitCount = min(run.unitCount + 1, 2)
        _ = term.append(folded)
    }

    /// A mark of the last unit.
    mutating func addUnitMark(_ mark: UInt32, combiningClass: UInt32, _ source: Range<Int>) {
        if term.count - run.unitStart + TermBuffer.width(of: mark) <= Self.maximumUnitByteCount {
            _ = term.insertMark(mark, combiningClass: combiningClass, base: run.unitStart)
        }
        run.unitEnd = source.upperBound
    }

    /// A conjoining vowel or final consonant completes the syllable before it, as in text whose Hangul is
    /// decomposed; an old one that makes no modern syllable stays with its consonant.
    mutating func addJamoTail(_ jamo: UInt32, _ source: Range<Int>, _ text: Span<UInt8>, _ visit: Visitor) {
        guard phase == .run, run.family == .ideographs else {
            return beginUnit(jamo, .ideographs, source, text, visit)
        }
        let base = term.scalar(at: run.unitStart)
        if term.count - run.unitStart == 3, let syllable = Self.syllable(base, jamo) {
            term.replaceScalar(at: run.unitStart, by: syllable)
            run.unitEnd = source.upperBound
        } else if Self.isHangul(base) {
            addUnitMark(jamo, combiningClass: 0, source)
        } else {
            beginUnit(jamo, .ideographs, source, text, visit)
        }
    }

    /// Ends the run; only single units stand alone.
    mutating func finishRun(_ visit: Visitor) {
        let source = run.unitSource..<run.unitEnd
        if run.unitCount == 2 {
            emitPair(visit)
            if run.family == .ideographs { emit(.unigram, run.unitStart..<term.count, source, visit) }
        } else {
            emit(run.family == .ideographs ? .unigram : .word, 0..<term.count, source, visit)
        }
        phase = .idle
    }

    /// Gives out the position of the unit before the last one.
    private mutating func emitPair(_ visit: Visitor) {
        let pair = run.previousSource..<run.unitEnd
        switch run.family {
        case .ideographs:
            emit(.unigram, 0..<run.unitStart, run.previousSource..<run.previousEnd, visit)
            emit(.bigram, 0..<term.count, pair, visit)
        case .clusters:
            emit(.word, 0..<term.count, pair, visit)
        }
    }

    /// The arithmetic of the Unicode Standard, section 3.12.
    private static func syllable(_ base: UInt32, _ jamo: UInt32) -> UInt32? {
        if (0x1100...0x1112).contains(base), (0x1161...0x1175).contains(jamo) {
            return 0xAC00 + ((base - 0x1100) * 21 + jamo - 0x1161) * 28
        }
        if (0xAC00...0xD7A3).contains(base), (base - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(jamo) {
            return base + jamo - 0x11A7
        }
        return nil
    }

    private static func isHangul(_ scalar: UInt32) -> Bool {
        (0x1100...0x11FF).contains(scalar) || (0xA960...0xA97F).contains(scalar)
            || (0xAC00...0xD7FF).contains(scalar)
    }
}
