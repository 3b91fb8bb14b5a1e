internal import Articles

/// The header that a wire story begins with, or has right below its headline:
/// `date 2020-02-03 NUR-SULTAN. KAZINFORM The visit of …`.
///
/// - The word `date` in lower case, and a day (or an instant of RFC 3339) between blanks. Without them there
///   is no header, and nothing else is looked for.
/// - The place: up to four words in capitals (more behind commas) on the same line, up to a full stop. Words
///   hold letters of any alphabet, hyphens, apostrophes and slashes; the stop of `ST.`, `FT.`, `MT.` and
///   `Г.` does not end the place.
/// - The agency: a name that ``AgencyNames`` knows, of any number of words; otherwise one word in capitals,
///   if the word behind it is not in capitals too, for then nobody can tell where the name ends. A colon or
///   a full stop behind one word settles it, and a dash on its own behind up to four. Abbreviations such as
///   `UN` are no agencies. Without a place only a known name is one.
/// - A dash between the header and the text belongs to neither.
///
/// What is not recognised stays in the text, so every word is found either way.
struct WireHeader {
    /// The declared day or instant; `nil` where what stands there is none.
    let date: ArticleDate?
    /// The date as written.
    let declaredDate: String
    /// Why there is no date.
    let objection: Refusal?
    /// The place, in capitals only where a name has them (`NUR-SULTAN` is Nur-Sultan); `nil` where there is
    /// none.
    private(set) var place: String?
    /// The agency, as written; `nil` where there is none.
    private(set) var agency: String?
    /// The bytes of the text that are the header's.
    private(set) var byteCount: Int

    /// Longer than any header: the line is looked at no further.
    private static let reach = 512

    /// Reads the header at the start of the bytes in `text`, which are UTF-8; `nil` where there is none.
    init?(startOf text: Range<Int>, in bytes: [UInt8]) {
        guard bytes.hasText("date", at: text.lowerBound, before: text.upperBound) else { return nil }
        let reach = min(text.upperBound, text.lowerBound + Self.reach)
        var end = bytes.line(from: text.lowerBound, before: reach).content.upperBound
        if end == reach, reach < text.upperBound {
            // No word of the header may be a part of one.
            while end > text.lowerBound, bytes[end] != 0x20 { end -= 1 }
        }

        var words = WireWords(bytes.text(in: text.lowerBound..<end))
        guard words.next()?.text == "date", let declared = words.next()?.text,
            ArticleDate.beginsWithDay(declared),
            declared.utf8.count == 10 || declared.utf8.dropFirst(10).first == 0x54
        else { return nil }
        declaredDate = String(declared)
        do throws(Refusal) {
            date = try ArticleDate(declaredDate, declaredBy: .header)
            objection = nil
        } catch {
            date = nil
            objection = error
        }

        let afterDate = words
        place = Self.takePlace(from: &words)
        if place == nil { words = afterDate }
        agency = Self.takeAgency(from: &words, behindPlace: place != nil)
        if let stated = place, agency == nil, stated.split(separator: " ").count > 2, words.isInCapitals {
            // A story all in capitals: what looks like a place is its first sentence.
            place = nil
            words = afterDate
        }
        if place != nil || agency != nil { words.skipDash() }
        byteCount = words.consumedByteCount
    }

    private static func takePlace(from words: inout WireWords) -> String? {
        var names: [Substring] = []
        var wordsSinceComma = 0
        while names.count < 8, wordsSinceComma < 4, let word = words.next() {
            wordsSinceComma += 1
            if word.isInitialism, !names.isEmpty {
                return PlaceName.inMixedCase((names + [word.text]).joined(separator: " "))
            }
            guard word.isCapitals(behind: [".", ","]) else { return nil }
            names.append(word.text)
            if word.text.hasSuffix(",") { wordsSinceComma = 0 }
            if word.text.hasSuffix("."), !["ST.", "FT.", "MT.", "Г."].contains(word.text) {
                let place = names.joined(separator: " ").dropLast()
                return place.count > 1 ? PlaceName.inMixedCase(String(place)) : nil
            }
        }
        return nil
    }

    private static func takeAgency(from words: inout WireWords, behindPlace: Bool) -> String? {
        if let known = takeKnownAgency(from: &words) { return known }
        guard behindPlace else { return nil }
        var rest = words
        var names: [Substring] = []
        while names.count < AgencyNames.longestWordCount, let word = rest.next() {
            guard word.isCapitals(behind: [".", ":"]), word.text.count > 1,
                !AgencyNames.isOrdinaryAbbreviation(String(word.core))
            else { return nil }
            names.append(word.core)
            let isClosed = word.core.endIndex < word.text.endIndex
            let isFollowedByCapitals = rest.isInCapitals && !rest.isAtOrdinaryAbbreviation
            if rest.isAtDash || (names.count == 1 && (isClosed || !isFollowedByCapitals)) {
                words = rest
                return names.joined(separator: " ")
            }
        }
        return nil
    }

    /// Takes the longest known name, bare or as `(REUTERS)` and `/TASS/` have it.
    private static func takeKnownAgency(from words: inout WireWords) -> String? {
        var rest = words
        var names: [Substring] = []
        var found: (agency: String, rest: WireWords)?
        while names.count < AgencyNames.longestWordCount, let word = rest.next() {
            guard !names.isEmpty || AgencyNames.mayBegin(with: word.text) else { return nil }
            names.append(word.text)
            let written = names.joined(separator: " ")
            let bare = Self.unbracketed(written)
            let capitals = bare.uppercased()
            if AgencyNames.isKnown(capitals), bare != written || bare == capitals { found = (bare, rest) }
            guard AgencyNames.isBeginning(capitals.trimmingOpeningBracket) else { break }
        }
        if let found { words = found.rest }
        return found?.agency
    }

    private static func unbracketed(_ name: String) -> String {
        var name = name[...]
        if let last = name.last, last == "." || last == ":" { name.removeLast() }
        for (open, close) in [("(", ")"), ("/", "/"), ("[", "]")] where name.count > 2 {
            if name.hasPrefix(open), name.hasSuffix(close) { return String(name.dropFirst().dropLast()) }
        }
        return String(name)
    }
}

extension String {
    /// Without the bracket or slash that an agency's name may stand in.
    fileprivate var trimmingOpeningBracket: String {
        guard let first, "(/[".contains(first) else { return self }
        return String(dropFirst())
    }
}
