import QueryLanguage
import Testing

/// What holds of every text, tried on texts that nobody would type.
@Suite struct CanonicalTextTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `what is understood parses to the same query with nothing to repair`(seed: UInt64) throws {
        let parser = try parser()
        var texts = RandomTexts(seed: seed)
        var foundCount = 0
        for _ in 0..<6_000 {
            let text = texts.text(pieceCount: 14)
            for match in Match.allCases {
                let parsed = parser.parse(text, match: match)
                checkRepairs(of: parsed)
                guard let query = parsed.query else {
                    #expect(parsed.understood.isEmpty)
                    continue
                }
                foundCount += 1
                for again in [parser.parse(parsed.understood), parser.parse(parsed.understood, match: match)]
                {
                    guard again.query == query, !again.isRepaired else {
                        Issue.record("\(text.debugDescription) (\(match)) → \(parsed.understood) → \(again)")
                        return
                    }
                }
                #expect(parser.parse(parsed.understood, match: match).understood == parsed.understood)
                #expect(query.positiveWords.allSatisfy(hasWordCharacter), "\(text.debugDescription)")
                checkShape(of: query, in: text)
            }
        }
        #expect(foundCount > 8_000)
    }

    @Test func `every word is in what is understood or in a piece that is named`() throws {
        let parser = try parser()
        var texts = RandomTexts(seed: 7)
        for _ in 0..<6_000 {
            let (text, markers) = texts.textWithMarkers(pieceCount: 12)
            for match in Match.allCases {
                let parsed = parser.parse(text, match: match)
                let named = (parsed.ignored + parsed.readAs).map(\.what)
                let shown = ([parsed.understood] + named).joined(separator: " ")
                for marker in markers where !shown.contains(marker) {
                    Issue.record("\(marker) of \(text.debugDescription) is lost: \(parsed)")
                }
            }
        }
    }

    @Test func `no bytes and no scalars are too strange to be read`() throws {
        let parser = try parser()
        var texts = RandomTexts(seed: 11)
        for count in 0..<3_000 {
            let decoded = String(decoding: texts.bytes(count: count % 97), as: UTF8.self)
            for text in [decoded, texts.scalars(count: count % 61)] {
                let match: Match = count.isMultiple(of: 2) ? .all : .any
                let parsed = parser.parse(text, match: match)
                checkRepairs(of: parsed)
                guard let query = parsed.query else { continue }
                let again = parser.parse(parsed.understood, match: match)
                #expect(again.query == query && !again.isRepaired, "\(text.debugDescription)")
            }
        }
    }

    /// Each repair's range must slice the text, at the borders of scalars, into the piece that it names.
    private func checkRepairs(of parsed: ParsedQuery, sourceLocation: SourceLocation = #_sourceLocation) {
        let bytes = Array(parsed.text.utf8)
        for repair in parsed.ignored + parsed.readAs {
            let isSlice =
                !repair.range.isEmpty && repair.range.upperBound <= bytes.count
                && Array(repair.what.utf8) == Array(bytes[repair.range])
            if !isSlice || repair.message.isEmpty {
                Issue.record("\(repair) of \(parsed.text.debugDescription)", sourceLocation: sourceLocation)
            }
        }
        for list in [parsed.ignored, parsed.readAs] {
            #expect(
                zip(list, list.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound },
                sourceLocation: sourceLocation)
        }
    }

    private func hasWordCharacter(_ words: Words) -> Bool {
        if case .near(_, let parts) = words.kind, parts.count < 2 || !parts.allSatisfy(hasWordCharacter) {
            return false
        }
        return words.text.unicodeScalars.contains { scalar in
            scalar == "№" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || [.currencySymbol, .otherNumber, .modifierLetter]
                    .contains(scalar.properties.generalCategory)
        }
    }

    private func checkShape(of query: Query, in text: String) {
        switch query {
        case .all(let children):
            let isFlat = children.allSatisfy { if case .all = $0 { false } else { $0 != .everything } }
            #expect(children.count > 1 && isFlat, "\(text.debugDescription)")
            for child in children { checkShape(of: child, in: text) }
        case .any(let children):
            let isFlat = children.allSatisfy { if case .any = $0 { false } else { true } }
            #expect(children.count > 1 && isFlat, "\(text.debugDescription)")
            for child in children { checkShape(of: child, in: text) }
        case .not(.not): Issue.record("a not in a not: \(text.debugDescription)")
        case .not(let child): checkShape(of: child, in: text)
        case .words, .filter, .everything: break
        }
    }
}
