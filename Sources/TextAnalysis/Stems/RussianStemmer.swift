/// Finds the stems of Russian words: Snowball's, with what it leaves apart brought together.
///
/// Snowball takes the end of `завал` for that of a verb and leaves that of `завалах`, knows no verbs in `-нуть` and
/// `-еть`, and keeps vowels that come and go (`оттенок`, `оттенка`). So what it leaves is given to it again until nothing
/// more comes off, endings that it does not know are made such that it does, and the vowels are dropped. Over the forms
/// of the words of news `Tests/Benchmarks/Languages/russian.py` tells what that is worth.
final class RussianStemmer: WordStemmer {
    /// An ending of verbs, and what Snowball knows in its place.
    private struct Verbal {
        let ending: [UInt8]
        let leastByteCount: Int
        let replacement: [UInt8]

        /// `least` is the fewest letters before the ending.
        init(_ ending: String, least: Int, as replacement: String = "") {
            self.ending = Array(ending.utf8)
            self.replacement = Array(replacement.utf8)
            leastByteCount = self.ending.count + least * RussianStemmer.letterByteCount
        }
    }

    /// What a word is worked on in, kept from word to word.
    private struct Room {
        var stem: [UInt8] = []
        var next: [UInt8] = []
    }

    /// Letters of Cyrillic are of two bytes in UTF-8.
    private static let letterByteCount = 2

    /// Orders to us all, which are forms of the present; then the others, of which one at most is taken.
    private static let orders = [Verbal("имте", least: 1, as: "им"), Verbal("емте", least: 1, as: "ем")]
    private static let verbal = [
        Verbal("нуть", least: 3, as: "н"), Verbal("нул", least: 3, as: "н"),
        Verbal("нула", least: 3, as: "н"),
        Verbal("нуло", least: 3, as: "н"), Verbal("нули", least: 3, as: "н"), Verbal("еть", least: 3),
        Verbal("уешь", least: 3, as: "ует"), Verbal("уем", least: 3, as: "ует"),
        Verbal("уете", least: 3, as: "ует"), Verbal("ешь", least: 4), Verbal("ишь", least: 4),
    ]
    private static let reflexive = [Array("ся".utf8), Array("сь".utf8)]
    /// Ends of infinitives and pasts, whose present has another: `рисова`, `рису`.
    private static let changing = [Array("ова".utf8), Array("ева".utf8)]
    private static let vowels = "аеиоуыэюя".utf8.map(\.self)

    /// A stem is given to Snowball again no more often; three times are enough for all but a few words.
    private static let roundCount = 3
    /// What comes off in the later rounds leaves so many letters: shorter ones are the beginnings of many words.
    private static let leastAgain = 4 * letterByteCount
    /// Shorter stems keep their vowels: `урок` is no `урк`.
    private static let leastWithFleetingVowel = 6 * letterByteCount

    /// Letters that no ending of Snowball's has at its end: what ends so, it leaves as it is.
    private static let settledLetters: UInt32 = "бгджзкпрсфцчщэ".unicodeScalars.reduce(0) {
        $0 | 1 << ($1.value - 0x430)
    }

    private let snowball: SnowballStemmer
    /// Names that Snowball takes for forms of others.
    private let changes = SnowballChanges.of(.russian)
    private var room = Room()

    /// `nil` where libstemmer has no Russian, or no memory.
    init?() {
        guard let snowball = SnowballStemmer(algorithm: "russian") else { return nil }
        self.snowball = snowball
    }

    func appendStem(of word: Span<UInt8>, to output: inout [UInt8]) {
        // Taken out while it is worked on: each look at what an object holds is checked.
        var room = Room()
        swap(&room, &self.room)
        makeStem(of: word, &room.stem, &room.next)
        output += room.stem
        swap(&room, &self.room)
    }

    private func makeStem(of word: Span<UInt8>, _ stem: inout [UInt8], _ next: inout [UInt8]) {
        stem.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        if let other = changes?.word(for: word) {
            next += other
        } else {
            for index in word.indices { next.append(word[index]) }
            Self.prepare(&next)
        }
        snowball.appendStem(of: next.span, to: &stem)
        for _ in 1..<Self.roundCount where stem.count >= Self.leastAgain && !Self.isSettled(stem) {
            next.removeAll(keepingCapacity: true)
            snowball.appendStem(of: stem.span, to: &next)
            guard next.count < stem.count, next.count >= Self.leastAgain else { break }
            swap(&stem, &next)
        }
        Self.finish(&stem)
    }

    /// Whether Snowball has nothing more to take off, so that there is no need to ask it.
    ///
    /// - Parameter stem: At least one letter of Russian.
    /// - Returns: `false` also where that is not known.
    static func isSettled(_ stem: [UInt8]) -> Bool {
        let last = UInt32(stem[stem.count - 1])
        // From а to п; the other letters of the set are behind a byte one higher.
        switch stem[stem.count - 2] {
        case 0xD0 where last >= 0xB0: return settledLetters >> (last - 0xB0) & 1 != 0
        case 0xD1 where last < 0x90: return settledLetters >> (last - 0x80 + 16) & 1 != 0
        default: return false
        }
    }

    private static func prepare(_ word: inout [UInt8]) {
        let ending = word.count > 8 ? reflexive.first { word.ends(with: $0) } : nil
        word.removeLast(ending?.count ?? 0)
        replace(orders, in: &word)
        if !replace(verbal, in: &word), let ending { word += ending }
    }

    @discardableResult
    private static func replace(_ endings: [Verbal], in word: inout [UInt8]) -> Bool {
        for verbal in endings where word.count >= verbal.leastByteCount && word.ends(with: verbal.ending) {
            word.removeLast(verbal.ending.count)
            word += verbal.replacement
            return true
        }
        return false
    }

    private static func finish(_ stem: inout [UInt8]) {
        if stem.count >= 6 * letterByteCount, changing.contains(where: { stem.ends(with: $0) }) {
            stem.removeLast(3 * letterByteCount)
        }
        guard stem.count >= leastWithFleetingVowel else { return }
        let start = stem.count - 3 * letterByteCount
        let before = Array(stem[start..<start + letterByteCount])
        let rest = start + letterByteCount
        if stem.ends(with: FleetingEnding.ok) || stem.ends(with: FleetingEnding.ek) {
            // оттенок, оттенка; бабушек, бабушка
            guard !isVowel(before), before != FleetingEnding.shortI else { return }
            stem.removeSubrange(rest..<rest + letterByteCount)
        } else if stem.ends(with: FleetingEnding.ets) {
            // боец, бойца; владелец, владельца; купец, купца
            let sign =
                isVowel(before)
                ? FleetingEnding.shortI : before == FleetingEnding.l ? FleetingEnding.soft : []
            stem.replaceSubrange(rest..<rest + letterByteCount, with: sign)
        }
    }

    private static func isVowel(_ letter: [UInt8]) -> Bool {
        for index in stride(from: 0, to: vowels.count, by: letterByteCount)
        where vowels[index] == letter[0] && vowels[index + 1] == letter[1] {
            return true
        }
        return false
    }
}

/// The ends of stems whose vowel comes and goes, and what may stand in its place.
private enum FleetingEnding {
    static let ok = Array("ок".utf8)
    static let ek = Array("ек".utf8)
    static let ets = Array("ец".utf8)
    static let shortI = Array("й".utf8)
    static let soft = Array("ь".utf8)
    static let l = Array("л".utf8)
}

extension Array where Element: Equatable {
    /// Whether the last elements, bytes or letters, are those of another.
    @inline(__always)
    func ends(with other: [Element]) -> Bool {
        guard count >= other.count else { return false }
        let start = count - other.count
        // The last one differs nearly always.
        for index in other.indices.reversed() where self[start + index] != other[index] { return false }
        return true
    }
}
