internal import IndexDefinition

/// Adds the stems and the names of words to the tokens of a text, at the positions of the words.
struct FormEmitter {
    private let plan: LanguagePlan
    /// The terms added at the present position, each after a byte for its length; what stands behind
    /// ``addedByteCount`` is of an earlier one.
    private var added: [UInt8] = []
    private var addedByteCount = 0

    init(_ plan: LanguagePlan) {
        self.plan = plan
        added = [UInt8](repeating: 0, count: 256)
    }

    /// Whether nothing but words was given out at this position.
    var isAtNewPosition: Bool { addedByteCount == 0 }

    /// Begins a position, also for a token that is not given out.
    @inline(__always)
    mutating func beginPosition() { addedByteCount = 0 }

    /// What can be told of a token before its stems and its names are made.
    struct Outlook {
        /// How it is written, as far as what ``emit(_:_:_:in:_:)`` gives out for it depends on that: the same
        /// term written in the same way gives the same. `nil` where its accents count, which the term has
        /// lost.
        var writing: UInt8?
        /// Whether all that is given out begins with the letter of the term, the marks of stems apart.
        var keepsFirstLetter: Bool
    }

    @inline(__always)
    func outlook(of term: Span<UInt8>, _ kind: TokenKind, in source: Span<UInt8>) -> Outlook {
        let script = LetterScript(of: term)
        if script == .other { return Outlook(writing: 0, keepsFirstLetter: true) }
        let stemmer = plan.stemmer(of: term, script)
        // The name before a Turkish ending is told by the apostrophe, which the term has lost.
        if script == .latin && source.count > term.count
            || (script == .latin || stemmer?.needsAccents == true) && source.hasNonASCII
        {
            return Outlook(writing: nil, keepsFirstLetter: false)
        }
        let isName = source.mayBeName(kind)
        return Outlook(
            writing: isName ? 1 : 0, keepsFirstLetter: !isName && stemmer?.keepsFirstLetter != false)
    }

    /// Gives out a token and what stands beside it; `false` to stop.
    @inline(__always)
    mutating func emit(
        _ kind: TokenKind, _ term: Span<UInt8>, _ range: Range<Int>, in text: Span<UInt8>,
        _ visit: (Span<UInt8>, Range<Int>, Bool) -> Bool
    ) -> Bool {
        if !kind.isColocated { addedByteCount = 0 }
        guard visit(term, range, kind.isColocated) else { return false }
        let script = LetterScript(of: term)
        guard script != .other else { return true }
        let source = text.extracting(range)
        var goesOn = true
        if let stemmer = plan.stemmer(of: term, script) {
            stemmer.withStem(of: term, writtenAs: kind == .word ? source : term) { stem in
                goesOn = goesOn && add(stem, range, visit)
            }
        }
        guard goesOn, script == .latin || script == .cyrillic else { return goesOn }
        if source.mayBeName(kind), !CommonWords.contains(term) {
            plan.names.forEachTerm(of: term, writtenAs: kind == .word ? source : term, script) { name in
                goesOn = goesOn && add(name, range, visit)
            }
        }
        guard goesOn, script == .latin, source.count > term.count, kind == .word else { return goesOn }
        return emitTurkishName(in: term, writtenAs: source, range, visit)
    }

    /// Of `Türkiye'nin`, gives out the stem and the name of `Türkiye`, but not that word: it is another form
    /// of it. In a text that is not known to be Turkish the stem is that of its language, which queries for
    /// `Türkiye` have as well.
    @inline(never)
    private mutating func emitTurkishName(
        in term: Span<UInt8>, writtenAs source: Span<UInt8>, _ range: Range<Int>,
        _ visit: (Span<UInt8>, Range<Int>, Bool) -> Bool
    ) -> Bool {
        guard let name = TurkishName(in: term, writtenAs: source), plan.isTurkish || name.isCertain else {
            return true
        }
        let term = term.extracting(first: name.byteCount)
        let source = source.extracting(name.written)
        var hasStem = false
        var goesOn = true
        let stemmer = plan.stemmer(of: term, .latin)
        stemmer?.withStem(of: term, writtenAs: source) { stem in
            hasStem = true
            goesOn = goesOn && add(stem, range, visit)
        }
        if goesOn, !hasStem, let stemmer {
            // Elsewhere a word that is its own stem stands for it.
            var stem: [UInt8] = []
            StemTerm.append(stem: term, of: stemmer.language, to: &stem)
            goesOn = add(stem.span.extracting(droppingFirst: 1), range, visit)
        }
        guard goesOn, source.mayBeName(.word), !CommonWords.contains(term) else { return goesOn }
        plan.names.forEachTerm(of: term, writtenAs: source, .latin) { name in
            goesOn = goesOn && add(name, range, visit)
        }
        return goesOn
    }

    /// Gives out a term unless it stands at this position already.
    @inline(__always)
    private mutating func add(
        _ term: Span<UInt8>, _ range: Range<Int>, _ visit: (Span<UInt8>, Range<Int>, Bool) -> Bool
    ) -> Bool {
        if addedByteCount > 0 {
            var isKnown = false
            added.span.extracting(first: addedByteCount).forEachTerm { other in
                isKnown = other.isEqual(to: term)
                return !isKnown
            }
            if isKnown { return true }
        }
        note(term)
        return visit(term, range, true)
    }

    @inline(__always)
    private mutating func note(_ term: Span<UInt8>) {
        while added.count <= addedByteCount + term.count {
            added += [UInt8](repeating: 0, count: added.count)
        }
        added[addedByteCount] = UInt8(truncatingIfNeeded: term.count)
        addedByteCount += 1
        for index in term.indices { added[addedByteCount + index] = term[index] }
        addedByteCount += term.count
    }
}

/// Words that begin sentences and are no names, from `Index/Languages/common-words.txt`.
enum CommonWords {
    /// The words by their hashes, each at the first free place from its lowest bits on, in twice the places
    /// that they need or more: every word with a capital is looked for. Two words with one hash would cost a
    /// name its key, and a test says there are none.
    private static let hashes: [UInt64] = {
        let all = words.map { word in Array(word.utf8).span.wordHash }
        var places = [UInt64](repeating: 0, count: 2 << (UInt.bitWidth - UInt(all.count).leadingZeroBitCount))
        for hash in all { places[place(of: hash, in: places)] = hash }
        return places
    }()

    static var words: [Substring] {
        LanguageTable.commonWords.lines.flatMap { LanguageTable.words(of: $0.text) }
    }

    @inline(__always)
    static func contains(_ term: Span<UInt8>) -> Bool {
        // The longest of them has eleven Cyrillic letters.
        guard term.count <= 22 else { return false }
        let hash = term.wordHash
        return hashes[place(of: hash, in: hashes)] == hash
    }

    /// Where a hash stands, or would stand.
    @inline(__always)
    private static func place(of hash: UInt64, in places: [UInt64]) -> Int {
        var place = Int(hash & UInt64(places.count - 1))
        while places[place] != 0, places[place] != hash { place = (place + 1) & (places.count - 1) }
        return place
    }
}

extension Span<UInt8> {
    /// FNV-1a, 64 bits.
    fileprivate var wordHash: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in indices { hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01B3 }
        return hash
    }

    /// Whether a word written so may be a name: it begins with a capital, and is no acronym of up to four
    /// letters.
    @inline(__always)
    fileprivate func mayBeName(_ kind: TokenKind) -> Bool {
        let first = self[0]
        if first >= UInt8(ascii: "a"), kind == .word, first < 0xC3 { return false }
        if first == 0xD0 ? self[1] >= 0xB0 : first == 0xD1, kind == .word { return false }
        return isWrittenAsName(kind)
    }

    @inline(never)
    private func isWrittenAsName(_ kind: TokenKind) -> Bool {
        var letterCount = 0
        var capitalCount = 0
        var isFirstCapital = false
        var before: UInt32 = 0
        var last: UInt32 = 0
        var index = 0
        while index < count, index < 64 {
            let decoded = scalar(at: index)
            index += decoded.width
            before = last
            last = decoded.value
            guard let isCapital = Self.isCapital(decoded.value) else { continue }
            if letterCount == 0 { isFirstCapital = isCapital }
            letterCount += 1
            if isCapital { capitalCount += 1 }
        }
        // Of Tokayev's the name is Tokayev, which follows as a token of its own.
        if kind == .word, last == 0x73, before == 0x27 || before == 0x2019 { return false }
        if capitalCount == letterCount, letterCount <= 4 { return false }
        return kind == .word ? isFirstCapital : capitalCount > 0
    }

    /// Whether a letter is a capital; `nil` for what is no letter.
    @inline(__always)
    private static func isCapital(_ value: UInt32) -> Bool? {
        if value < 0x80 {
            let isLetter = (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A
            return isLetter ? value < 0x61 : nil
        }
        if value >= 0x400, value < 0x460 { return value < 0x430 }
        guard let properties = Unicode.Scalar(value)?.properties, properties.isAlphabetic else { return nil }
        return properties.isUppercase
    }
}
