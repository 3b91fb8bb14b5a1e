internal import CUnicodeTables

/// What stands between two letters or digits: part of one word, or its end.
extension TextScanner {
    private enum Verdict {
        /// One word; the joiner leaves no trace in the term.
        case joins
        /// One number; the joiner is its decimal point.
        case isDecimalPoint
        /// Two words; `listed` where they are numbers with a point or comma between them.
        case parts(listed: Bool)
        /// Two words, and what looked like decimals before is a number of its own, as in 03.02.2020.
        case splitsNumber
    }

    /// Decides about the joiner before a letter or digit that begins at `place` in the text. Afterwards the
    /// word, this one or the next, is ready to take that letter. `false` if the word is read again.
    mutating func resolveJoiner(
        before next: UInt32, isDigit: Bool, at place: Int, _ text: Span<UInt8>, _ visit: Visitor
    ) -> Bool {
        let verdict = verdict(before: next, isDigit: isDigit, at: place, text)
        switch verdict {
        case .joins:
            break
        case .isDecimalPoint:
            guard term.append(UInt32(UInt8(ascii: "."))) else { return cutWord(text, at: place, visit) }
            word.pointPlace = term.count - 1
            word.endBeforePoint = word.end
            word.decimalsSource = place
        case .parts(let isListed):
            guard finishWord(.other, text, visit) else { return false }
            beginWord(at: place, isListed: isListed, visit)
        case .splitsNumber:
            guard !rewindIfMixed(text) else { return false }
            emit(.word, 0..<word.pointPlace, word.start..<word.endBeforePoint, visit)
            emit(.word, word.pointPlace + 1..<term.count, word.decimalsSource..<word.end, visit)
            compound.reset()
            repair = .undecided
            beginWord(at: place, isListed: true, visit)
        }
        word.joiner = .separator
        return true
    }

    private mutating func verdict(
        before next: UInt32, isDigit: Bool, at place: Int, _ text: Span<UInt8>
    ) -> Verdict {
        let followsDigit = (0x30...0x39).contains(term.last)
        switch word.joiner {
        case .apostrophe:
            if isDigit, word.scripts == .digit {
                return joinsGroup(digitCount: digitCount(in: text, from: place))
                    ? .joins : .parts(listed: true)
            }
            if word.firstApostrophe == 0 { word.firstApostrophe = term.count }
            word.lastApostrophe = term.count
            word.segmentStart = 0
            return .joins
        case .fullStop:
            if isDigit, followsDigit {
                if word.pointPlace > 0 { return .splitsNumber }
                return word.isListed || word.scripts != .digit ? .parts(listed: true) : .isDecimalPoint
            }
            guard !isDigit, !followsDigit, word.isSingleLetterSegment else { return .parts(listed: false) }
            word.endBeforeSegment = word.end
            word.segmentStart = term.count
            word.segmentSource = place
            word.segmentElement = element
            return .joins
        case .comma:
            guard isDigit, followsDigit, word.scripts == .digit else { return .parts(listed: false) }
            return commaVerdict(digitCount: digitCount(in: text, from: place))
        case .middleDot:
            return isDigit || followsDigit ? .parts(listed: false) : .joins
        case .doubleQuote:
            return Self.isHebrew(next) && Self.isHebrew(term.scalar(at: word.clusterStart))
                ? .joins : .parts(listed: false)
        default:
            return .parts(listed: false)
        }
    }

    /// `10,000` is ten thousand and `3,5` is 3.5; `0,125` is a fraction, since no thousands begin with 0;
    /// `2019,2020` and `1,2,3` are lists.
    private mutating func commaVerdict(digitCount: Int) -> Verdict {
        if word.pointPlace > 0 { return .splitsNumber }
        if word.isListed { return .parts(listed: true) }
        if joinsGroup(digitCount: digitCount) { return .joins }
        let isFraction = digitCount <= 2 || term.count == 1 && term[0] == UInt8(ascii: "0")
        return isFraction && !word.isGrouped ? .isDecimalPoint : .parts(listed: true)
    }

    /// Whether exactly three more digits go on with a number in groups of three.
    private mutating func joinsGroup(digitCount: Int) -> Bool {
        guard digitCount == 3, word.pointPlace == 0, !word.isListed else { return false }
        guard word.isGrouped || term.count <= 3 && term[0] != UInt8(ascii: "0") else { return false }
        word.isGrouped = true
        return true
    }

    /// Whether the word is a number that goes on after the blank that ends at `place`: `10 000`.
    func canGroupDigits(_ text: Span<UInt8>, at place: Int) -> Bool {
        guard word.scripts == .digit, word.joiner == .separator, word.pointPlace == 0, !word.isGrouped,
            !word.isListed, term.count <= 3
        else { return false }
        let canContinue =
            compound.partCount == 0
            ? term[0] != UInt8(ascii: "0") : compound.isNumber && term.count == 3
        return canContinue && digitCount(in: text, from: place) == 3
    }

    /// How many digits stand at `place`, up to four.
    private func digitCount(in text: Span<UInt8>, from place: Int) -> Int {
        var place = place
        var count = 0
        while count < 4, place < text.count {
            let scalar = text.scalar(at: place)
            let record = ScalarRecord(of: scalar.value)
            place += scalar.width
            if record.isSequence {
                var element = record.payload
                while true {
                    let entry = sequenceScalar(at: element)
                    guard ScalarRecord(of: entry & 0x1F_FFFF).scalarClass == .digit else { return count }
                    count += 1
                    if entry & 0x8000_0000 != 0 { break }
                    element += 1
                }
            } else if record.scalarClass == .digit {
                count += 1
            } else if record.scalarClass != .ignorable, record.scalarClass != .droppedMark {
                break
            }
        }
        return count
    }

    private static func isHebrew(_ scalar: UInt32) -> Bool { (0x5D0...0x5EA).contains(scalar) }
}
