/// Groups of digits that were typed with blanks between them, and are one number to many: `10 000`.
enum DigitGroups {
    /// As many as the analysis makes one number of.
    private static let limit = 8
    /// A group with a currency sign and decimals in any script; every group of a number holds all of it.
    private static let maximumByteCount = 24

    /// What a word can be in a number.
    private enum Role {
        case first
        case further
        /// A group with something behind it, as `000,5` and `000€`.
        case last
    }

    /// The words that stand side by side in `queries` from `start` on and are groups of one number; empty
    /// where the one at `start` begins none.
    static func run(in queries: [Query], from start: Int) -> [Words] {
        guard case .words(let first) = queries[start], roles(of: first).contains(.first) else { return [] }
        var run = [first]
        for query in queries[(start + 1)...].prefix(limit - 1) {
            guard case .words(let words) = query, words.field == first.field else { break }
            let roles = roles(of: words)
            guard roles.contains(.further) || roles.contains(.last) else { break }
            run.append(words)
            if roles.contains(.last) { break }
        }
        return run.count > 1 ? run : []
    }

    private static func roles(of words: Words) -> [Role] {
        guard words.kind == .word, !words.isExact, words.text.utf8.count <= maximumByteCount else {
            return []
        }
        let scalars = words.text.unicodeScalars.drop { $0.properties.generalCategory == .currencySymbol }
        let digits = scalars.prefix { $0.properties.numericType == .decimal }
        guard (1...3).contains(digits.count) else { return [] }
        let isWhole = digits.endIndex == scalars.endIndex
        let beginsNumber = isWhole && digits.first?.properties.numericValue != 0
        guard digits.count == 3, scalars.startIndex == words.text.startIndex else {
            return beginsNumber ? [.first] : []
        }
        if isWhole { return beginsNumber ? [.first, .further] : [.further] }
        let next = scalars[digits.endIndex]
        let goesOn = next.isWordCharacter && next.properties.generalCategory != .currencySymbol
        return goesOn ? [] : [.last]
    }
}

extension [Query] {
    /// The same, where each group of digits knows the number that it is part of, and nothing else knows one.
    var knowingNumbers: [Query] {
        var known: [Query] = []
        while known.count < count {
            let run = DigitGroups.run(in: self, from: known.count)
            if run.isEmpty {
                known.append(self[known.count].withoutNumber)
            } else {
                let number = run.map(\.text).joined(separator: " ")
                known += run.map { .words($0.grouped(in: number)) }
            }
        }
        return known
    }

    /// The same with the numbers behind their groups of digits, as alternatives of their own.
    var offeringNumbers: [Query] {
        var all: [Query] = []
        var place = 0
        while place < count {
            let run = DigitGroups.run(in: self, from: place)
            let taken = Swift.max(1, run.count)
            all += self[place..<place + taken]
            if let first = run.first {
                let number = run.map(\.text).joined()
                all.append(.words(Words(number, field: first.field, weight: first.weight)))
            }
            place += taken
        }
        return all
    }
}

extension Query {
    fileprivate var withoutNumber: Query {
        guard case .words(let words) = self, words.number != nil else { return self }
        return .words(words.grouped(in: nil))
    }
}

extension Words {
    /// The same as a group of the digits of `number`, or of none.
    fileprivate func grouped(in number: String?) -> Words {
        Words(text, kind: kind, isExact: isExact, field: field, weight: weight, number: number)
    }
}
