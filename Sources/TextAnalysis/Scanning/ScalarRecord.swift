internal import CUnicodeTables

extension ScalarRecord {
    /// The part that the folded scalar plays; meaningless for one that folds to several.
    @inline(__always)
    var scalarClass: ScalarClass {
        ScalarClass(rawValue: UInt8(truncatingIfNeeded: bits & 0x1F)) ?? .separator
    }

    /// Whether it folds to the sequence that begins at ``payload``.
    @inline(__always)
    var isSequence: Bool { bits & 0x80 != 0 }

    /// What bits 8 and up hold; the header of the tables says what that is for which class.
    @inline(__always)
    var payload: UInt32 { bits >> 8 }

    /// The scripts of the folded scalar.
    @inline(__always)
    var scripts: WordScripts {
        let named = UInt8(truncatingIfNeeded: bits >> 5 & 0x3)
        if named != 0 { return WordScripts(rawValue: named) }
        return scalarClass == .digit ? .digit : .other
    }

    /// What `scalar`, whose record this is, folds to.
    @inline(__always)
    func folded(_ scalar: UInt32) -> UInt32 { (scalar &+ payload) & 0x1F_FFFF }
}

/// What the letters and digits of a word are; Latin and Cyrillic are bits 0 and 1 as in a record.
struct WordScripts: OptionSet {
    let rawValue: UInt8
    static let latin = WordScripts(rawValue: 1)
    static let cyrillic = WordScripts(rawValue: 2)
    static let digit = WordScripts(rawValue: 4)
    static let other = WordScripts(rawValue: 8)
    static let mixed: WordScripts = [.latin, .cyrillic]
}
