internal import IndexDefinition

/// What is changed of a language's words before Snowball is given them, and of what it leaves, read from a table that a
/// linguist can change; its form is described in `Index/Languages/snowball-changes.txt`.
struct SnowballChanges: Sendable {
    /// One ending, and what is written in its place.
    struct Ending: Sendable {
        let bytes: [UInt8]
        let replacement: [UInt8]
        /// How many letters stand before it at least.
        let least: Int
    }

    /// Endings by their last two bytes, by which nearly all of them are told apart; the longest first.
    struct Endings: Sendable {
        private struct Group: Sendable {
            /// The last byte but one; `nil` for endings of one byte, which come last.
            let before: UInt8?
            var endings: [Ending]
        }

        /// By the last byte; empty where there are no endings.
        private var groups: [[Group]] = []

        /// Writes what is to stand in the place of the longest ending that fits.
        ///
        /// - Parameters:
        ///   - word: A word.
        ///   - start: Where it begins.
        @inline(__always)
        func replace(in word: inout [UInt8], from start: Int = 0) {
            guard !groups.isEmpty, word.count > start + 1 else { return }
            let before = word[word.count - 2]
            for group in groups[Int(word[word.count - 1])] where group.before ?? before == before {
                for ending in group.endings where word.ends(with: ending.bytes) {
                    let end = word.count - ending.bytes.count
                    guard end >= start, Self.letterCount(of: word[start..<end]) >= ending.least else {
                        continue
                    }
                    word.replaceSubrange(end..., with: ending.replacement)
                    return
                }
            }
        }

        fileprivate mutating func add(_ ending: Ending) {
            guard let last = ending.bytes.last.map(Int.init) else { return }
            if groups.isEmpty { groups = Array(repeating: [], count: 256) }
            let before = ending.bytes.dropLast().last
            if let place = groups[last].firstIndex(where: { $0.before == before }) {
                groups[last][place].endings.append(ending)
                groups[last][place].endings.sort { $0.bytes.count > $1.bytes.count }
            } else {
                let place = before == nil ? groups[last].count : 0
                groups[last].insert(Group(before: before, endings: [ending]), at: place)
            }
        }

        private static func letterCount(of bytes: ArraySlice<UInt8>) -> Int {
            bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        }
    }

    /// The endings of words.
    private(set) var endings = Endings()
    /// Those of what Snowball leaves.
    private(set) var stemEndings = Endings()
    /// Forms that no rule explains, with the places of what stands for them.
    private var forms = TermTable()
    private var words: [[UInt8]] = []
    /// Of a form that does not begin with the two letters of its word: the form, and its word.
    private var formsBeginningOtherwise: [(form: [UInt8], word: [UInt8])] = []

    /// What stands for a form that no rule explains.
    @inline(__always)
    func word(for form: Span<UInt8>) -> [UInt8]? { forms.number(of: form).map { words[$0] } }

    /// The forms, without those of two letters in common, of the words that begin with a stem (`feet`, of `foot`).
    func formsBeginningOtherwise(of stem: ArraySlice<UInt8>) -> [[UInt8]] {
        formsBeginningOtherwise.filter { $0.word.starts(with: stem) }.map(\.form)
    }

    /// Those of a language; `nil` where its words are given to Snowball as they are.
    static func of(_ language: Language) -> SnowballChanges? { all[language] }

    static let english = of(.english)

    private static let all: [Language: SnowballChanges] = {
        let table = LanguageTable.snowballChanges
        var all: [Language: SnowballChanges] = [:]
        var language: Language?
        for (number, line) in table.lines {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.first == "language", words.count == 2 {
                language = Language(String(words[1]))
                precondition(language != nil, "\(table.name).txt:\(number): '\(words[1])' is no language")
            } else {
                let isRead = language.map { all[$0, default: SnowballChanges()].read(words) } ?? false
                precondition(isRead, "\(table.name).txt:\(number): '\(line)' is not understood")
            }
        }
        return all
    }()

    private mutating func read(_ line: [Substring]) -> Bool {
        let sides = line.dropFirst().split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let first = sides[0].first else { return false }
        switch line.first {
        case "ending": return Self.read(sides[0], sides[1], into: &endings)
        case "stem": return Self.read(sides[0], sides[1], into: &stemEndings)
        case "word" where sides[0].count == 1: return readForms(sides[1], of: Array(first.utf8))
        default: return false
        }
    }

    /// `N [BEFORE… +] ENDING… = REPLACEMENT`
    private static func read(
        _ left: ArraySlice<Substring>, _ right: ArraySlice<Substring>, into endings: inout Endings
    ) -> Bool {
        guard let least = left.first.flatMap({ Int($0) }), right.count <= 1 else { return false }
        let parts = left.dropFirst().split(separator: "+", omittingEmptySubsequences: false)
        guard let last = parts.last, !last.isEmpty, parts.count <= 2 else { return false }
        for before in parts.count == 2 ? Array(parts[0]) : [""] {
            for ending in last {
                endings.add(
                    Ending(
                        bytes: Array((before + ending).utf8),
                        replacement: Array((before + (right.first ?? "")).utf8), least: least))
            }
        }
        return true
    }

    /// `FORM…`, or `BEGINNING… + ENDING…`
    private mutating func readForms(_ forms: ArraySlice<Substring>, of word: [UInt8]) -> Bool {
        let parts = forms.split(separator: "+", omittingEmptySubsequences: false)
        guard let beginnings = parts.first, !beginnings.isEmpty, parts.count <= 2 else { return false }
        let endings = parts.count == 2 ? Array(parts[1]) : [""]
        for form in beginnings.flatMap({ beginning in endings.map { Array((beginning + $0).utf8) } }) {
            guard self.forms.number(of: form.span) == nil else { return false }
            self.forms.insert(form.span, number: words.count)
            if !form.starts(with: word.prefix(2)) { formsBeginningOtherwise.append((form, word)) }
        }
        words.append(word)
        return !endings.isEmpty
    }
}

/// Finds the stems of a language's words: Snowball's, of words that ``SnowballChanges`` has brought together before.
///
/// Of the forms of a word `Tests/Benchmarks/Languages/snowball.py` tells how many come to its stem.
final class ChangedSnowballStemmer: WordStemmer {
    private let snowball: SnowballStemmer
    private let changes: SnowballChanges
    /// What a word is worked on in, kept from word to word.
    private var word: [UInt8] = []

    init(_ snowball: SnowballStemmer, _ changes: SnowballChanges) {
        self.snowball = snowball
        self.changes = changes
    }

    func appendStem(of word: Span<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        if let listed = changes.word(for: word) {
            snowball.appendStem(of: listed.span, to: &output)
        } else {
            self.word.removeAll(keepingCapacity: true)
            unsafe word.withUnsafeBufferPointer { unsafe self.word.append(contentsOf: $0) }
            changes.endings.replace(in: &self.word)
            snowball.appendStem(of: self.word.span, to: &output)
        }
        changes.stemEndings.replace(in: &output, from: start)
    }
}
