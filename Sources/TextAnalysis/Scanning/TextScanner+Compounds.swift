/// Words tied by hyphens, or groups of digits by blanks, which are also findable as one.
struct CompoundState {
    /// The most parts that are also written as one: more words are a slogan or a file name, not a spelling,
    /// and more groups of digits a table.
    static let maximumWordCount = 4
    static let maximumGroupCount = 8

    var joined = TermBuffer()
    /// How many parts have been read; 0 when there is no compound.
    var partCount = 0
    /// Where the next part must begin.
    var partExpectedAt = -1
    /// Where all of it is written.
    var start = 0
    var end = 0
    /// Whether it is a number in groups of digits.
    var isNumber = false
    /// What the parts consist of.
    var scripts: WordScripts = []
    /// Whether the parts fit into one term and make a spelling: not `2019-2020` or `5-10th`, where digits
    /// would meet digits, and not `T-1.5`.
    var isSpelling = true

    /// Whether somebody would write it as one word; `IT-компания`, half foreign, nobody.
    var isComplete: Bool {
        partCount >= 2 && isSpelling && !scripts.isSuperset(of: .mixed)
    }

    var maximumPartCount: Int { isNumber ? Self.maximumGroupCount : Self.maximumWordCount }

    mutating func reset() {
        partCount = 0
        partExpectedAt = -1
    }
}

extension TextScanner {
    /// Takes the word that has just been given out into the compound, of which `terminator` tells what
    /// follows.
    @inline(__always)
    mutating func addToCompound(baseCount: Int, _ terminator: Terminator, _ visit: Visitor) {
        if case .other = terminator, compound.partCount == 0 { return }
        addPart(baseCount: baseCount, terminator, visit)
    }

    private mutating func addPart(baseCount: Int, _ terminator: Terminator, _ visit: Visitor) {
        if compound.partCount > 0 { appendPart(baseCount: baseCount) }
        switch terminator {
        case .other:
            closeCompound(visit)
        case .hyphen(let end):
            if compound.partCount > 0, compound.isNumber { return closeCompound(visit) }
            if compound.partCount == 0 { startCompound(baseCount: baseCount, isNumber: false) }
            compound.partExpectedAt = end
        case .digitGroup(let end):
            if compound.partCount == 0 { startCompound(baseCount: baseCount, isNumber: true) }
            compound.partExpectedAt = end
        }
    }

    private mutating func startCompound(baseCount: Int, isNumber: Bool) {
        compound.joined.removeAll()
        compound.start = word.start
        compound.isNumber = isNumber
        compound.scripts = []
        compound.isSpelling = true
        appendPart(baseCount: baseCount)
    }

    private mutating func appendPart(baseCount: Int) {
        if compound.partCount > 0, !compound.isNumber {
            let digitsMeet = Self.isDigit(compound.joined.last) && Self.isDigit(term[0])
            if digitsMeet || word.pointPlace > 0 { compound.isSpelling = false }
        }
        compound.partCount += 1
        compound.end = word.end
        compound.scripts.formUnion(word.scripts)
        if compound.partCount > compound.maximumPartCount
            || !compound.joined.append(term, prefixCount: baseCount)
        {
            compound.isSpelling = false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Ends the compound and gives it out, beside its last part, if it is one.
    ///
    /// It must run before the next token is given out.
    @inline(__always)
    mutating func closeCompound(_ visit: Visitor) {
        guard compound.partCount > 0 else { return }
        if compound.isComplete, !isStopped {
            let kind = TokenKind.compound(partCount: compound.partCount)
            let source = compound.start..<compound.end
            let goesOn = compound.joined.withTerm(0..<compound.joined.count) { visit(kind, $0, source) }
            if !goesOn { isStopped = true }
        }
        compound.reset()
    }
}
