internal import CUnicodeTables

/// The word that is being read. Places in the term are offsets of bytes in the buffer; sources are offsets of
/// bytes in the text.
struct WordState {
    /// Where the word is written, from its first letter to the end of its last one with its marks.
    var start = 0
    var end = 0
    /// Which one it is of the scalars that the one at ``start`` folds to.
    var startElement = 0
    /// What its letters and digits are.
    var scripts: WordScripts = []
    /// A joiner after the last letter that the next scalar accepts or not; `separator` if there is none.
    var joiner = ScalarClass.separator

    /// The last letter or digit with its marks: its place, its source, and where the text before it ends.
    var clusterStart = 0
    var clusterSource = 0
    var clusterElement = 0
    var endBeforeCluster = 0

    /// In an acronym with full stops: the place and the source of the letter after the last stop, and where
    /// the letter before that stop ends. 0 in other words.
    var segmentStart = 0
    var segmentSource = 0
    var segmentElement = 0
    var endBeforeSegment = 0

    /// In a number with decimals: the place of the point, where the integer ends and the decimals begin.
    var pointPlace = 0
    var endBeforePoint = 0
    var decimalsSource = 0
    /// Whether groups of digits have been joined (10,000).
    var isGrouped = false
    /// Whether it follows digits and a point or comma that was no decimal point, as in 03.02.2020.
    var isListed = false

    /// The places after the first and the last apostrophe; 0 if there is none.
    var firstApostrophe = 0
    var lastApostrophe = 0

    /// The end of a word that is to be a word of its own.
    struct Rest {
        /// Its place in the term.
        var place: Int
        /// Where it is written, and which one its first scalar is of those that the one there folds to.
        var source: Int
        var element: Int
        /// Where the text before it ends.
        var endBefore: Int
    }

    init() {}

    /// A word whose first letter is at `start` in the text.
    init(start: Int, element: Int, isListed: Bool = false) {
        self.start = start
        startElement = element
        end = start
        self.isListed = isListed
    }

    /// Whether it is single letters with full stops, and one stands at the end (`U.S.`).
    var endsAcronym: Bool { joiner == .fullStop && segmentStart > 0 }

    /// Whether its last letter is the only one of its segment, so that a full stop may join another.
    var isSingleLetterSegment: Bool { clusterStart == segmentStart && firstApostrophe == 0 }

    /// Takes a joiner into consideration; `false` if it ends the word.
    mutating func accept(joiner next: ScalarClass) -> Bool {
        // Only `U.S.'s` has two in a row.
        guard joiner == .separator || endsAcronym && next == .apostrophe else { return false }
        joiner = next
        return true
    }

    /// Becomes the word that only its end is.
    mutating func drop(before rest: Rest) {
        let old = self
        self = WordState(start: rest.source, element: rest.element)
        end = old.end
        scripts = old.scripts
        clusterStart = old.clusterStart - rest.place
        clusterSource = old.clusterSource
        clusterElement = old.clusterElement
        endBeforeCluster = old.endBeforeCluster
    }

    /// The last letter stands at place `start` and was written at `source`.
    @inline(__always)
    mutating func extendCluster(_ source: Range<Int>, start: Int) {
        endBeforeCluster = end
        clusterStart = start
        clusterSource = source.lowerBound
        end = source.upperBound
    }
}
