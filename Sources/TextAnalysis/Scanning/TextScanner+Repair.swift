internal import CUnicodeTables

/// How the letters of a word are read when Latin and Cyrillic ones meet in it.
///
/// A typist who has the wrong layout on, or a forger, puts a Latin `o` into a Russian word: it looks right
/// and is not found. The rule: when all letters of one script in the word have a twin in the other script,
/// and those of the other have not, they are read as their twins. When both have, the script with more
/// letters wins, Cyrillic when there are as many. When neither has (`Tele2Казахстан`), the word stays as it
/// is. The twins are listed in `script/generate-unicode-tables`.
enum ScriptRepair {
    case undecided
    /// Decided: the letters stay as they are.
    case unneeded
    case toLatin
    case toCyrillic

    @inline(__always)
    var isActive: Bool { self == .toLatin || self == .toCyrillic }

    /// What a letter or digit folds to.
    @inline(__always)
    func folded(_ scalar: UInt32, _ record: ScalarRecord) -> UInt32 {
        guard isActive, record.scripts == (self == .toLatin ? .cyrillic : .latin) else {
            return record.folded(scalar)
        }
        let twin = homoglyph(of: scalar)
        return twin != 0 ? twin : record.folded(scalar)
    }
}

/// The letters of one script in a word.
private struct LetterTally {
    var count = 0
    var allHaveTwins = true

    mutating func add(_ scalar: UInt32) {
        count += 1
        if homoglyph(of: scalar) == 0 { allHaveTwins = false }
    }
}

extension TextScanner {
    /// Sends the scanner back to the start of the word if its letters are to be read in one script. At most
    /// once a word, so that the time stays linear. What belongs to `rest`, which will be another word, is not
    /// judged.
    mutating func rewindIfMixed(_ text: Span<UInt8>, before rest: WordState.Rest? = nil) -> Bool {
        guard word.scripts.isSuperset(of: .mixed), repair == .undecided else { return false }
        repair = repairOfWord(text, before: rest)
        guard repair.isActive else { return false }
        readAgain(from: word.start, element: word.startElement)
        return true
    }

    /// Goes back to a scalar in the text, or to one of those that it folds to, with no word begun.
    mutating func readAgain(from source: Int, element: Int) {
        index = source
        resumedElement = element
        phase = .idle
        isRewound = true
    }

    private func repairOfWord(_ text: Span<UInt8>, before rest: WordState.Rest?) -> ScriptRepair {
        let end = rest?.endBefore ?? word.end
        // Of the scalars that the last one folds to, the word may hold the first ones only.
        let lastSource = rest?.source ?? word.clusterSource
        let lastElement = rest.map { $0.element - 1 } ?? word.clusterElement
        var latin = LetterTally()
        var cyrillic = LetterTally()
        var place = word.start
        while place < end {
            let scalar = text.scalar(at: place)
            let first = place == word.start ? word.startElement : 0
            let last = place == lastSource ? lastElement : Int.max
            Self.forEachFolded(scalar.value, from: first, through: last) { scalar, record in
                guard record.scalarClass == .letter else { return }
                if record.scripts == .latin { latin.add(scalar) }
                if record.scripts == .cyrillic { cyrillic.add(scalar) }
            }
            place += scalar.width
        }
        if latin.allHaveTwins, cyrillic.allHaveTwins {
            return latin.count > cyrillic.count ? .toLatin : .toCyrillic
        }
        return latin.allHaveTwins ? .toCyrillic : cyrillic.allHaveTwins ? .toLatin : .unneeded
    }

    /// Calls `body` for those of the scalars that `scalar` folds to, with their records.
    private static func forEachFolded(
        _ scalar: UInt32, from first: Int, through last: Int, _ body: (UInt32, ScalarRecord) -> Void
    ) {
        let record = ScalarRecord(of: scalar)
        guard record.isSequence else { return body(scalar, record) }
        var element = first
        while element <= last {
            let entry = sequenceScalar(at: record.payload + UInt32(element))
            body(entry & 0x1F_FFFF, ScalarRecord(of: entry & 0x1F_FFFF))
            if entry & 0x8000_0000 != 0 { return }
            element += 1
        }
    }
}
