/// Takes endings off a word by a table, from the last one to the first, in all ways that the table allows,
/// and keeps the shortest stem that it comes to.
///
/// Whatever endings a word has, what is left when they are gone is the word without them, and from there the
/// ways go on as they do from that word itself: so all forms of a word come to one stem, even where that is
/// shorter than the word (`қала` is taken for a form of `қал`, and so are all the forms of `қала`).
final class EndingStemmer: WordStemmer {
    private typealias Letter = EndingTable.Letter

    /// Behind the letters that the languages of the Soviet Union were given.
    private static let endOfLetters: UInt32 = 0x530

    private let table: EndingTable
    private var word: [Letter] = []
    private var best: [Letter] = []
    /// The stem that the table gives for what was left at some point, and how many letters that were. The
    /// most letters count: `ақыны` is a form of `ақын`, not of `ақ`.
    private var listed: (stem: [Letter], length: Int)?
    /// Ways already gone, so that none is gone twice: the number of letters left, and the group that came
    /// last.
    private var seen: Set<Int> = []

    init(_ table: EndingTable) { self.table = table }

    func appendStem(of term: Span<UInt8>, to output: inout [UInt8]) {
        guard term.readCyrillicLetters(below: Self.endOfLetters, into: &word) else {
            return append(term, to: &output)
        }
        listed = (table.wholeWords[word] ?? table.words[word]).map { ($0, word.count) }
        if listed == nil {
            best = normalized(isVerb: false)
            seen.removeAll(keepingCapacity: true)
            strip(after: nil, isOrdered: true)
        }
        output.append(contentsOf: String(decoding: listed?.stem ?? best, as: UTF16.self).utf8)
    }

    /// A word without the ending of its case, with and without that of the third person before it: what a
    /// name may be that stands in a text so. The word itself is not among them.
    func withoutCase(_ term: Span<UInt8>) -> [[UInt32]] {
        guard term.readCyrillicLetters(below: Self.endOfLetters, into: &word) else { return [] }
        var found: [[UInt32]] = []
        stripCase(of: table.nameGroups[...], into: &found)
        return found
    }

    private func stripCase(of groups: ArraySlice<Set<Int>>, into found: inout [[UInt32]]) {
        guard let group = groups.first, let last = word.last else { return }
        for ending in table.endings[last] ?? [] where group.contains(ending.group) && matches(ending) {
            let rest = word.count - ending.letters.count
            // A single letter at the end of a name is nearly always the name's own: Путин.
            guard rest >= 3, ending.replacement.isEmpty, ending.letters.count > 1 || !found.isEmpty else {
                continue
            }
            word.removeLast(ending.letters.count)
            let name = word.map(UInt32.init)
            if !found.contains(name) { found.append(name) }
            stripCase(of: groups.dropFirst(), into: &found)
            word.append(contentsOf: ending.letters)
        }
    }

    private func append(_ term: Span<UInt8>, to output: inout [UInt8]) {
        for index in term.indices { output.append(term[index]) }
    }

    /// Takes off each ending that the word has and that may stand before one of `group`; once the order of
    /// the groups was broken, stems are long.
    private func strip(after group: Int?, isOrdered: Bool) {
        guard let last = word.last, let endings = table.endings[last] else { return }
        for ending in endings {
            let kind = table.groups[ending.group]
            // The first one taken off is the last one of the word.
            if group != nil, kind.isLast { continue }
            let isOrdered =
                isOrdered && (group.map { table.groups[$0].before.contains(ending.group) } ?? !kind.isInner)
            guard matches(ending) else { continue }
            let least = isOrdered ? ending.least : max(ending.least, table.leastOutOfOrder)
            guard word.count - ending.letters.count + ending.replacement.count >= min(least, 2) else {
                continue
            }
            word.removeLast(ending.letters.count)
            word.append(contentsOf: ending.replacement)
            let way = word.count << 9 | ending.group << 1 | (isOrdered ? 1 : 0)
            if seen.insert(way).inserted || !ending.replacement.isEmpty {
                // Two letters are the beginning of many words, so that they want the plainest of reasons.
                if word.count > 2 || isOrdered && kind.followsStem && !kind.isVerbal,
                    word.count > listed?.length ?? 0, let stem = table.words[word]
                {
                    listed = (stem, word.count)
                }
                if word.count > listed?.length ?? 0 {
                    if !isOrdered || kind.followsStem, word.count >= least { keep(isVerb: kind.isVerbal) }
                    strip(after: ending.group, isOrdered: isOrdered)
                }
            }
            word.removeLast(ending.replacement.count)
            word.append(contentsOf: ending.letters)
        }
    }

    /// Keeps what is left of the word if it is shorter than what was kept before.
    private func keep(isVerb: Bool) {
        if isVerb, word.count < 5, endsInCluster { return }
        let stem = normalized(isVerb: isVerb)
        if stem.count <= 3, !table.roots.isEmpty, !table.roots.contains(stem) { return }
        if stem.count < best.count || stem.count == best.count && !stem.elementsEqual(best) { best = stem }
    }

    /// Whether the word ends with two consonants that no verb ends with: `ойлады` has `ойла` in it, not
    /// `ойл`.
    private var endsInCluster: Bool {
        word.count >= 2 && endsInConsonants(word[...]) && !table.clusters.contains(Array(word.suffix(2)))
    }

    private func matches(_ ending: EndingTable.Ending) -> Bool {
        let rest = word.count - ending.letters.count
        guard rest + ending.replacement.count >= 2, word[rest...].elementsEqual(ending.letters) else {
            return false
        }
        if let after = ending.after, rest == 0 || !after.contains(word[rest - 1]) { return false }
        // Foreign words take either kind of vowels (банктер, паркте), and long ones are hardly mistaken.
        return rest > 4 || rest > 2 && endsInConsonants(word[..<rest]) || isInHarmony(ending, rest)
    }

    private func endsInConsonants(_ letters: ArraySlice<Letter>) -> Bool {
        letters.suffix(2).allSatisfy { !table.vowels.contains($0) }
    }

    /// Whether the rest has a vowel, and the last one that says anything goes with those of the ending.
    private func isInHarmony(_ ending: EndingTable.Ending, _ rest: Int) -> Bool {
        var hasVowel = false
        for letter in word[..<rest].reversed() {
            guard let isBack = ending.isBack else {
                if table.vowels.contains(letter) { return true }
                continue
            }
            let allowsBack = table.back.contains(letter)
            let allowsFront = table.front.contains(letter)
            if allowsBack || allowsFront { return isBack ? allowsBack : allowsFront }
            if table.vowels.contains(letter) { hasVowel = true }
        }
        return hasVowel
    }

    /// The word as a stem that does not tell how it sounds before an ending: `кітаб` and `кітап` are one, so
    /// are `халық` and `халқ`, `оқы` and `оқ`, `көмегі` and `көмек`, and of verbs `сөйле`, `сөйлей` and
    /// `сөйл`. Nouns lose a last `й` too: whether `мұнайды` is one or a verb's `мұна-йды` it does not tell.
    private func normalized(isVerb: Bool) -> [Letter] {
        var stem = word
        if stem.count >= 5, stem[stem.count - 1] == table.glide, table.vowels.contains(stem[stem.count - 2]) {
            stem.removeLast()
        }
        var mayBeVoiced = true
        if let last = stem.last, table.dropped.contains(last),
            stem.count > 4 || stem.count == 4 && isVerb && table.narrow.contains(last)
        {
            // Behind a narrow vowel that may be an ending a consonant may be a stem's last one.
            mayBeVoiced = stem.count > 4 && table.narrow.contains(last)
            stem.removeLast()
        }
        if mayBeVoiced, let last = stem.last, let final = table.finals[last],
            final.after.map({ stem.count > 1 && $0.contains(stem[stem.count - 2]) }) ?? true
        {
            stem[stem.count - 1] = final.letter
        }
        if table.shortened.contains(stem) { stem.remove(at: stem.count - 2) }
        return stem
    }
}
