internal import CUnicodeTables

/// How letters, digits and marks join a word.
extension TextScanner {
    /// Starts a word at `start`, which continues the compound that expects a part there and ends any other.
    mutating func beginWord(at start: Int, isListed: Bool = false, _ visit: Visitor) {
        if compound.partCount > 0, compound.partExpectedAt != start { closeCompound(visit) }
        phase = .word
        term.removeAll()
        word = WordState(start: start, element: element, isListed: isListed)
    }

    /// Takes a letter or a digit into the word, or starts one with it.
    mutating func appendLetter(
        _ scalar: UInt32, _ record: ScalarRecord, _ source: Range<Int>, _ text: Span<UInt8>, _ visit: Visitor
    ) {
        let isDigit = record.scalarClass == .digit
        if phase == .idle {
            beginWord(at: source.lowerBound, visit)
        } else if word.joiner != .separator {
            let next = record.folded(scalar)
            guard resolveJoiner(before: next, isDigit: isDigit, at: source.lowerBound, text, visit) else {
                return
            }
        } else if word.segmentStart > 0, word.clusterStart >= word.segmentStart {
            guard splitAcronym(text, visit) else { return }
        }
        var folded = repair.folded(scalar, record)
        if !term.append(folded) {
            guard cutWord(text, at: source.lowerBound, visit) else { return }
            folded = record.folded(scalar)
            _ = term.append(folded)
        }
        word.scripts.formUnion(record.scripts)
        word.extendCluster(source, start: term.count - TermBuffer.width(of: folded))
        word.clusterElement = element
    }

    /// An accent: vanishes, or makes its base another letter.
    mutating func addDroppedMark(_ mark: UInt32, _ record: ScalarRecord, _ source: Range<Int>) {
        switch phase {
        case .idle: return
        case .word:
            // A mark after an apostrophe or a full stop stands on that, not on the letter.
            guard word.joiner == .separator else { return }
            if record.payload != 0 { compose(mark, base: word.clusterStart) }
            word.end = source.upperBound
        case .run:
            if record.payload != 0 { compose(mark, base: run.unitStart) }
            run.unitEnd = source.upperBound
        }
    }

    private mutating func compose(_ mark: UInt32, base: Int) {
        let letter = term.scalar(at: base)
        let composed = composition(base: letter, mark: mark)
        guard composed != 0, TermBuffer.width(of: composed) == TermBuffer.width(of: letter) else { return }
        term.replaceScalar(at: base, by: composed)
    }

    /// A vowel sign or the like: part of the word. One that stands on nothing is no word.
    mutating func addKeptMark(
        _ mark: UInt32, _ record: ScalarRecord, _ source: Range<Int>, _ text: Span<UInt8>, _ visit: Visitor
    ) {
        switch phase {
        case .idle: return
        case .word:
            guard word.joiner == .separator else { return }
            if !term.insertMark(mark, combiningClass: record.payload, base: word.clusterStart) {
                guard moveClusterToNextWord(text, visit) else { return }
                // Where one letter alone fills a term, its further marks are dropped.
                _ = term.insertMark(mark, combiningClass: record.payload, base: word.clusterStart)
            }
            word.end = source.upperBound
        case .run:
            addUnitMark(mark, combiningClass: record.payload, source)
        }
    }

    /// Ends the word at `place`, where it grew too long, and goes on with another; `false` if it is read
    /// again.
    mutating func cutWord(_ text: Span<UInt8>, at place: Int, _ visit: Visitor) -> Bool {
        guard finishWord(.other, text, visit) else { return false }
        beginWord(at: place, visit)
        return true
    }

    /// Cuts a word that grew too long before its last letter, whose marks would not fit any more; `false` if
    /// something is read again.
    private mutating func moveClusterToNextWord(_ text: Span<UInt8>, _ visit: Visitor) -> Bool {
        guard word.clusterStart > 0 else { return true }
        let rest = WordState.Rest(
            place: word.clusterStart, source: word.clusterSource, element: word.clusterElement,
            endBefore: word.endBeforeCluster)
        return splitWord(before: rest, text, visit)
    }

    /// `U.S.` is `us`, but `А.С.Пушкин` is `ас` and `пушкин`: a second letter after a stop parts it from what
    /// stands before the stop. `false` if something is read again.
    private mutating func splitAcronym(_ text: Span<UInt8>, _ visit: Visitor) -> Bool {
        let rest = WordState.Rest(
            place: word.segmentStart, source: word.segmentSource, element: word.segmentElement,
            endBefore: word.endBeforeSegment)
        return splitWord(before: rest, text, visit)
    }

    /// Gives out what stands before `rest`, which becomes the word that is being read.
    private mutating func splitWord(
        before rest: WordState.Rest, _ text: Span<UInt8>, _ visit: Visitor
    ) -> Bool {
        guard !rewindIfMixed(text, before: rest) else { return false }
        emit(.word, 0..<rest.place, word.start..<rest.endBefore, visit)
        compound.reset()
        repair = .undecided
        // What the whole was judged to be in need of, the rest alone may not be.
        if word.scripts.isSuperset(of: .mixed) {
            readAgain(from: rest.source, element: rest.element)
            return false
        }
        word.drop(before: rest)
        term.removeFirst(rest.place)
        return true
    }
}
