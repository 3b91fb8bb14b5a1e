/// The first sentence of a text, as the title of an article that declares none.
///
/// A sentence ends with its paragraph, at `.`, `!`, `?` or `…` before a blank, and at `。`, `！` or `？`
/// anywhere; closing quotes and brackets belong to it. It goes on where the next word begins in lower case,
/// and after the full stop of an initial (`M. Pompeo`, `г. Алматы`), of an abbreviation with stops inside
/// (`U.S.`) and of the usual short forms (`Gen.`, `Feb.`, `млн.`).
enum FirstSentence {
    /// The sentence on one line: at most ``Headline/characterLimit`` characters, cut at a word with `…`.
    static func of(_ text: String) -> String {
        let reach = text.prefix(utf8Count: Headline.byteLimit)
        var index = reach.firstIndex { !$0.isBlank } ?? reach.endIndex
        var sentence = ""
        var word = ""
        var characterCount = 0

        while index < reach.endIndex {
            let character = reach[index]
            guard !character.isBlank else {
                let next = reach[index...].firstIndex { !$0.isBlank } ?? reach.endIndex
                if reach[index..<next].count(where: \.isNewline) > 1 { return sentence }
                sentence.append(" ")
                characterCount += 1
                word = ""
                index = next
                continue
            }
            sentence.append(character)
            word.append(character)
            characterCount += 1
            guard characterCount <= Headline.characterLimit else { return cut(sentence) }
            index = reach.index(after: index)
            if let end = self.end(after: character, of: word, at: index, in: reach) {
                sentence += reach[index..<end]
                return sentence.count <= Headline.characterLimit ? sentence : cut(sentence)
            }
        }
        return reach.endIndex == text.endIndex ? sentence : cut(sentence)
    }

    /// Where the sentence ends, behind its closing quotes, if it ends with `character`, the last one of
    /// `word`.
    private static func end(
        after character: Character, of word: String, at index: String.Index, in text: Substring
    ) -> String.Index? {
        // Told by number: a comparison of characters is slow, and this is asked of every one.
        let isWide: Bool
        switch character.unicodeScalars.first?.value {
        case 0x2E, 0x21, 0x3F, 0x2026: isWide = false
        case 0x3002, 0xFF01, 0xFF1F: isWide = true
        default: return nil
        }
        let end = text[index...].firstIndex { !closers.contains($0) } ?? text.endIndex
        if isWide { return end }
        guard end < text.endIndex else { return end }
        guard text[end].isBlank, character != "." || !isAbbreviation(word) else { return nil }
        let nextWord = text[end...].first { !$0.isBlank && !openers.contains($0) }
        return nextWord?.isLowercase == true ? nil : end
    }

    private static func cut(_ sentence: String) -> String {
        let kept = sentence.prefix(Headline.characterLimit - 1)
        // A long word at the end, as an address or a text without blanks, is cut within.
        let middle = kept.index(kept.startIndex, offsetBy: kept.count / 2)
        let end = kept[middle...].lastIndex(of: " ") ?? kept.endIndex
        return kept[..<end] + "…"
    }

    private static func isAbbreviation(_ word: String) -> Bool {
        let core = word.drop { openers.contains($0) }.dropLast()
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isLetter) }) else { return false }
        if parts.count > 1 { return parts.allSatisfy { $0.count <= 2 } }
        return (core.count == 1 && core.first?.isCased == true) || shortForms.contains(core.lowercased())
    }

    private static let openers: Set<Character> = ["\"", "'", "«", "“", "„", "‘", "(", "[", "–", "—", "-"]
    private static let closers: Set<Character> = ["\"", "'", "»", "”", "“", "’", ")", "]", "」", "』", "）"]

    private static let shortForms: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "capt", "adm", "sen", "rep",
        "gov", "rev", "hon", "jr", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
        "oct", "nov", "dec", "гг", "им", "ул", "обл", "млн", "млрд", "тыс", "руб", "проф", "акад",
        "янв", "фев", "февр", "апр", "авг", "сен", "сент", "окт", "нояб", "дек", "қаң", "ақп", "нау",
        "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел",
    ]
}

extension String {
    /// The characters of the first `utf8Count` bytes, without a last one that may be halved.
    fileprivate func prefix(utf8Count: Int) -> Substring {
        guard utf8.count > utf8Count else { return self[...] }
        var end = utf8.index(startIndex, offsetBy: utf8Count)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        let characters = self[..<end]
        let whole = characters.dropLast()
        return whole.isEmpty ? characters : whole
    }
}
