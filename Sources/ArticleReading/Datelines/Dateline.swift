internal import Articles

/// What a story says of itself where it begins: `LONDON, Feb 3 (Reuters) -`, `АСТАНА. КАЗИНФОРМ –`,
/// `新华社北京2月3日电`.
///
/// The forms and the agencies are tables (`Index/Tables/datelines.tsv`, `agencies.tsv`); nothing else is
/// recognised. A dateline stays in the text: nothing that it says is lost, whether or not it is taken.
struct Dateline: Equatable {
    /// The bytes that it takes.
    var range: Range<Int>
    /// The place, in capitals only where a name has them.
    var place: String?
    /// The agency, as written.
    var agency: String?
    /// The language of stories that begin so; `nil` where it may be any.
    var language: String?
    /// The declared day.
    var day: DatelineDay?

    /// A headline and a byline may stand before it.
    private static let lineCount = 3
    /// Longer than any dateline: a line is looked at no further.
    private static let reach = 256

    /// The bytes of a text that are enough to find one in.
    static let byteLimit = 2_048

    /// Finds the dateline at the start of one of the first lines of a text.
    ///
    /// - Parameters:
    ///   - text: The text, which is UTF-8.
    ///   - bytes: What it is a part of.
    /// - Returns: The dateline; `nil` where there is none.
    static func find(in text: Range<Int>, of bytes: [UInt8]) -> Dateline? {
        var start = text.lowerBound
        for _ in 0..<lineCount {
            start = bytes.skippingBlanks(from: start, before: text.upperBound, andLineEnds: true)
            guard start < text.upperBound else { return nil }
            let (line, next) = bytes.line(
                from: start, before: min(text.upperBound, start + Headline.byteLimit))
            if let dateline = DatelineMatcher(bytes: bytes, line: line.prefix(upTo: reach)).dateline {
                return dateline
            }
            start = next
        }
        return nil
    }
}

extension Range<Int> {
    fileprivate func prefix(upTo count: Int) -> Self {
        lowerBound..<Swift.min(upperBound, lowerBound + count)
    }
}

/// Holds the start of a line against the forms.
private struct DatelineMatcher {
    let bytes: [UInt8]
    let line: Range<Int>
    private var extents: PlaceExtents?
    private var place: Range<Int>?
    private var agency: (name: Range<Int>, language: String?)?
    private var day: DatelineDay?

    init(bytes: [UInt8], line: Range<Int>) {
        self.bytes = bytes
        self.line = line
    }

    /// The dateline of the first form that fits.
    var dateline: Dateline? {
        var matcher = self
        return matcher.match()
    }

    private mutating func match() -> Dateline? {
        let start = line.lowerBound
        let first = DatelineGate.sign(bytes, at: start, before: line.upperBound)
        let extents = PlaceExtents(bytes, at: start, before: line.upperBound)
        self.extents = extents
        let hasPlace = extents.extents.contains { mayEnd($0.end) }
        let hasAgency = DatelineTables.agencies.longest(in: bytes, at: start, before: line.upperBound) != nil
        let hasDay = DatelineDay.take(bytes, at: start, before: line.upperBound) != nil
        guard hasPlace || hasAgency || hasDay || DatelineTables.firstSigns.contains(first) else { return nil }

        for (number, gate) in DatelineTables.gates.enumerated() {
            switch gate.beginning {
            case .sign(let sign): if sign != first { continue }
            case .place(let sign): if !hasPlace || !isFollowed(by: sign) { continue }
            case .agency: if !hasAgency { continue }
            case .day: if !hasDay { continue }
            }
            (place, agency, day) = (nil, nil, nil)
            let form = DatelineTables.forms[number]
            guard let end = match(form, part: 0, at: start) else { continue }
            return dateline(form, end: end)
        }
        return nil
    }

    /// Whether a place may end at `index`: a sign or a number follows in every form, and no word.
    private func mayEnd(_ index: Int) -> Bool {
        let next = bytes.skippingBlanks(from: index, before: line.upperBound, andLineEnds: false)
        guard let (scalar, _) = bytes.scalar(at: next, before: line.upperBound) else { return false }
        return !scalar.isLetter
    }

    /// Whether that sign stands where a place may end.
    private func isFollowed(by sign: UInt8) -> Bool {
        extents?.extents.contains { extent in
            let next = bytes.skippingBlanks(from: extent.end, before: line.upperBound, andLineEnds: false)
            return DatelineGate.sign(bytes, at: next, before: line.upperBound) == sign
        } ?? false
    }

    /// Holds the rest of a form against what stands at `index`; returns where it ends.
    private mutating func match(_ form: DatelineForm, part: Int, at index: Int) -> Int? {
        guard part < form.parts.count else {
            return isWordEnd(index) ? index : nil
        }
        switch form.parts[part] {
        case .text(let text):
            guard index + text.count <= line.upperBound,
                bytes[index..<index + text.count].elementsEqual(text)
            else { return nil }
            return match(form, part: part + 1, at: index + text.count)
        case .bracket(let isOpening):
            let width = bracketByteCount(isOpening, at: index)
            return width == 0 ? nil : match(form, part: part + 1, at: index + width)
        case .blanks:
            let next = bytes.skippingBlanks(from: index, before: line.upperBound, andLineEnds: false)
            return match(form, part: part + 1, at: next)
        case .dash:
            let next = dashEnd(index)
            return next == index ? nil : match(form, part: part + 1, at: next)
        case .agency:
            guard
                let found = DatelineTables.agencies.longest(
                    in: bytes, at: index, before: line.upperBound, where: { $0.uses(form) })
            else { return nil }
            agency = (index..<found.end, found.value.language)
            return match(form, part: part + 1, at: found.end)
        case .day:
            guard let found = DatelineDay.take(bytes, at: index, before: line.upperBound) else { return nil }
            day = found.day
            if let end = match(form, part: part + 1, at: found.end) { return end }
            // The full stop of `3 фев.` and `2020 г.`
            guard found.end < line.upperBound, bytes[found.end] == UInt8(ascii: ".") else { return nil }
            return match(form, part: part + 1, at: found.end + 1)
        case .city:
            guard let found = DatelineTables.cities.longest(in: bytes, at: index, before: line.upperBound)
            else { return nil }
            place = index..<found.end
            return match(form, part: part + 1, at: found.end)
        case .place(let inCapitals):
            return match(form, part: part, placeAt: index, inCapitals: inCapitals)
        }
    }

    private mutating func match(
        _ form: DatelineForm, part: Int, placeAt index: Int, inCapitals: Bool
    ) -> Int? {
        // Most forms begin with a place, which was looked for already.
        let isFirst = index == line.lowerBound
        let found =
            (isFirst ? extents : nil) ?? PlaceExtents(bytes, at: index, before: line.upperBound)
        for extent in found.extents where extent.isInCapitals || !inCapitals {
            guard let end = match(form, part: part + 1, at: extent.end) else { continue }
            guard isPlace(index..<extent.end) else { return nil }
            place = index..<extent.end
            return end
        }
        return nil
    }

    /// Whether what looks like a place is none of the words that stand there as well.
    private func isPlace(_ range: Range<Int>) -> Bool {
        let word = bytes.text(in: range).prefix { $0.isLetter }
        return range.count > 1 && !Self.noPlaces.contains(word.uppercased())
    }

    private static let noPlaces = DatelineTables.words(thatAreNo: "place")

    private func bracketByteCount(_ isOpening: Bool, at index: Int) -> Int {
        if bytes.hasText(isOpening ? "(" : ")", at: index, before: line.upperBound) { return 1 }
        return bytes.hasText(isOpening ? "（" : "）", at: index, before: line.upperBound) ? 3 : 0
    }

    private func dashEnd(_ index: Int) -> Int {
        var index = index
        while index < line.upperBound {
            if bytes[index] == UInt8(ascii: "-") {
                index += 1
            } else if bytes.hasText("–", at: index, before: line.upperBound)
                || bytes.hasText("—", at: index, before: line.upperBound)
                || bytes.hasText("―", at: index, before: line.upperBound)
            {
                index += 3
            } else {
                break
            }
        }
        return index
    }

    /// Whether no word goes on at `index`: after a stop, a dash or a bracket anything may follow.
    private func isWordEnd(_ index: Int) -> Bool {
        guard index > line.lowerBound else { return false }
        let last = bytes[index - 1]
        if last < 0x80, !Unicode.Scalar(last).isLetter, !(0x30...0x39).contains(last) { return true }
        if bytes.hasText("电", at: index - 3, before: index) {
            // 电视 is television.
            return bytes.scalar(at: index, before: line.upperBound).map { !$0.value.isLetter } ?? true
        }
        return !bytes.touchesLetter(at: index, before: line.upperBound)
    }

    private func dateline(_ form: DatelineForm, end: Int) -> Dateline? {
        let languages = Set([form.language, agency?.language, day?.language].compactMap { $0 })
        return Dateline(
            range: line.lowerBound..<end,
            place: place.map { Self.placeName(bytes.text(in: $0)) },
            agency: agency.map { bytes.text(in: $0.name) },
            // Two that speak for different languages speak for none.
            language: languages.count == 1 ? languages.first : nil,
            day: day)
    }

    /// `BAKU, Azerbaijan` as Baku, Azerbaijan.
    private static func placeName(_ place: String) -> String {
        place.split(separator: ",", omittingEmptySubsequences: false).map { part in
            part.contains(where: \.isLowercase) ? String(part) : PlaceName.inMixedCase(String(part))
        }.joined(separator: ",")
    }
}
