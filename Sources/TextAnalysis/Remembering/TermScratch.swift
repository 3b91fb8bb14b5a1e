/// Where terms are put together of which only what they do not share with the text is remembered: most words
/// differ from how they are written in a capital at most, and most stems are how their words begin.
@safe struct TermScratch: ~Copyable {
    /// The letters of a word that are remembered where its first one is a capital: one of Cyrillic has as
    /// many.
    static let firstByteCount = 2

    /// The mark of a stem, and the word behind it.
    private let stem: UnsafeMutablePointer<UInt8>
    private let word: UnsafeMutablePointer<UInt8>

    /// - Parameter language: The language of the stems; without one there are none to be put together.
    init(_ language: Language?) {
        unsafe stem = .allocate(capacity: StemTerm.markByteCount + TokenMemory.maximumPieceByteCount)
        unsafe stem[0] = StemTerm.mark
        unsafe stem[1] = language?.first ?? 0
        unsafe stem[2] = language?.second ?? 0
        unsafe word = stem + StemTerm.markByteCount
    }

    deinit { unsafe stem.deallocate() }

    /// Puts a word here, with two other bytes in the place of its first two; it has as many, and no more than
    /// a piece that is remembered.
    @inline(__always)
    func put(_ written: Span<UInt8>, beginning first: UInt8, _ second: UInt8) {
        put(written, written.count)
        unsafe word[0] = first
        unsafe word[1] = second
    }

    /// Puts the first bytes of a word here.
    @inline(__always)
    func put(_ written: Span<UInt8>, _ byteCount: Int) {
        precondition(
            byteCount <= min(written.count, TokenMemory.maximumPieceByteCount), "a word is part of its piece")
        unsafe written.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { unsafe word.update(from: start, count: byteCount) }
        }
    }

    /// The first bytes of the word that was put here.
    @inline(__always)
    func word(_ byteCount: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: word, count: byteCount)
    }

    /// The term of the stem that is so many bytes of the word that was put here.
    @inline(__always)
    func stem(_ byteCount: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: stem, count: StemTerm.markByteCount &+ byteCount)
    }

    /// The length of the stem that a term stands for, where that is of this language.
    func stemByteCount(of term: Span<UInt8>) -> Int? {
        guard term.count > StemTerm.markByteCount, term[0] == StemTerm.mark, unsafe term[1] == stem[1],
            unsafe term[2] == stem[2]
        else { return nil }
        return term.count - StemTerm.markByteCount
    }
}
