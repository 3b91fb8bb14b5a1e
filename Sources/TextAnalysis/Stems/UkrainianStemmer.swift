internal import IndexDefinition

/// Takes the ending off a Ukrainian word, by the table of ``UkrainianEndings``, and makes one of the stems
/// that the word has before its different endings.
///
/// Written for Gazette, as Snowball has no Ukrainian. Of the forms of a word
/// `Tests/Benchmarks/Languages/ukrainian.py` tells how many come to its stem.
final class UkrainianStemmer: WordStemmer {
    private typealias Letter = UkrainianEndings.Letter

    /// Behind ґ, the last letter of Ukrainian.
    private static let endOfLetters: UInt32 = 0x492

    private let table = UkrainianEndings.shared
    private var stem: [Letter] = []

    func appendStem(of word: Span<UInt8>, to output: inout [UInt8]) {
        guard word.readCyrillicLetters(below: Self.endOfLetters, into: &stem) else {
            for index in word.indices { output.append(word[index]) }
            return
        }
        if let listed = table.words[stem] {
            stem = listed
        } else {
            let isReflexive = removeReflexive()
            settle(behind: removeEnding(isVerbal: isReflexive))
            removeSuffix()
        }
        output.append(contentsOf: String(decoding: stem, as: UTF16.self).utf8)
    }

    /// Takes off -ся and -сь: боятися, боялась; of -ться the т as well where it stands for -ся alone:
    /// боїться, сміється.
    private func removeReflexive() -> Bool {
        guard stem.count > 5, stem.ends(with: Letters.sya) || stem.ends(with: Letters.syShort) else {
            return false
        }
        stem.removeLast(2)
        if stem.ends(with: Letters.softT), Letters.e.contains(stem[stem.count - 3]) { stem.removeLast(2) }
        return true
    }

    /// Takes off the longest ending, and returns it.
    private func removeEnding(isVerbal: Bool) -> ArraySlice<Letter> {
        for ending in stem.last.flatMap({ table.endings[$0] }) ?? [] where ending.isVerbal || !isVerbal {
            let count = stem.count - ending.letters.count
            // What has -ся is a verb, however short it is.
            guard count >= (isVerbal ? 2 : ending.least), stem.ends(with: ending.letters),
                ending.after?.contains(stem[count - 1]) != false, hasVowel(stem[..<count])
            else { continue }
            stem.removeLast(ending.letters.count)
            return ending.letters[...]
        }
        return []
    }

    /// Writes the end of the stem in the one way that it has before all endings.
    private func settle(behind ending: ArraySlice<Letter>) {
        if stem.count > 5, stem.ends(with: Letters.anyn) || stem.ends(with: Letters.yanyn) {
            stem.removeLast(2)
        }
        let isDoubled = removeDouble()
        if stem.count > 3, stem.last == Letters.l, Letters.labials.contains(stem[stem.count - 2]) {
            // люблю, люблять; любити
            stem.removeLast()
        }
        let isSoft = ending.elementsEqual(Letters.soft)
        if ending.isEmpty || isSoft || isDoubled && ending.elementsEqual(Letters.yu) {
            settleClosedSyllable(isSoft: isSoft)
        } else if ending.elementsEqual(Letters.yu), stem.ends(with: Letters.ist) {
            // областю has о already, радістю has not.
            stem[stem.count - 3] = Letters.o
        }
        guard stem.count > 3, let last = stem.last else { return }
        if last == Letters.ts {
            // жінці, виборця; жінка, and виборець is taken for one, too
            stem[stem.count - 1] = Letters.k
        } else if last == Letters.z, ending.elementsEqual([Letters.i]) {
            // книзі; книга
            stem[stem.count - 1] = Letters.h
        }
    }

    /// The last of two equal consonants goes: знання, знань; ніччю, ніч.
    private func removeDouble() -> Bool {
        guard stem.count > 3, let last = stem.last, last == stem[stem.count - 2],
            !Letters.vowels.contains(last)
        else { return false }
        stem.removeLast()
        return true
    }

    /// Without an ending the last syllable is closed, and has a vowel that it has not, or is another, before
    /// endings.
    private func settleClosedSyllable(isSoft: Bool) {
        let count = stem.count
        guard count >= 3, let last = stem.last, !Letters.vowels.contains(last) else { return }
        let (vowel, before) = (stem[count - 2], stem[count - 3])
        let isFleeting = count >= 5 && !Letters.vowels.contains(before)
        if isFleeting, Letters.kts.contains(last), vowel == Letters.o || vowel == Letters.ye {
            // ринок, ринку; виборець, виборця
            stem.remove(at: count - 2)
        } else if isFleeting, isSoft, stem.ends(with: Letters.en), !isVerbalNoun(before) {
            // рівень, рівня; but рішень of рішення keeps it
            stem.remove(at: count - 2)
        } else if stem.ends(with: Letters.ist) {
            // радість, радості
            stem[count - 3] = Letters.o
        } else if isSoft, count > 3, stem.ends(with: Letters.yn) {
            // осінь, осені
            stem[count - 2] = Letters.ye
        } else if vowel == Letters.i,
            !hasVowel(stem[..<(count - 2)]) || table.opening.contains(where: { stem.ends(with: $0) })
        {
            // рік, року; похід, походу
            stem[count - 2] = Letters.o
        }
    }

    /// Whether a stem in -ен behind such a consonant is of a word in -ення.
    private func isVerbalNoun(_ consonant: Letter) -> Bool {
        Letters.beforeEnnya.contains(consonant) || consonant == Letters.ch && stem.count >= 6
    }

    private func removeSuffix() {
        for suffix in table.suffixes
        where stem.count - suffix.letters.count >= suffix.least && stem.ends(with: suffix.letters) {
            stem.removeLast(suffix.letters.count)
            return
        }
    }

    private func hasVowel(_ letters: ArraySlice<Letter>) -> Bool {
        letters.contains { Letters.vowels.contains($0) }
    }
}

/// Letters that stems change at their ends, and ends of words.
private enum Letters {
    typealias Letter = UkrainianEndings.Letter

    static let vowels = Array("аеєиіїоуюя".utf16)
    static let labials = Array("бпвмф".utf16)
    static let kts = Array("кц".utf16)
    static let e = Array("еє".utf16)
    static let beforeEnnya = Array("жшщлн".utf16)
    static let h = Letter(0x433)
    static let i = Letter(0x456)
    static let k = Letter(0x43A)
    static let l = Letter(0x43B)
    static let o = Letter(0x43E)
    static let ts = Letter(0x446)
    static let ch = Letter(0x447)
    static let ye = Letter(0x435)
    static let z = Letter(0x437)
    static let soft = Array("ь".utf16)
    static let yu = Array("ю".utf16)
    static let softT = Array("ть".utf16)
    static let sya = Array("ся".utf16)
    static let syShort = Array("сь".utf16)
    static let anyn = Array("анин".utf16)
    static let yanyn = Array("янин".utf16)
    static let ist = Array("іст".utf16)
    static let en = Array("ен".utf16)
    static let yn = Array("ін".utf16)
}
