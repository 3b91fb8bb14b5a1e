internal import IndexDefinition

/// What is changed of a language's words before Snowball is given them, and of what it leaves, read from
/// tables that a linguist can change; their form is described in `Index/Languages/snowball-changes.txt`, and
/// what the Russian one has besides in `russian-changes.txt`.
struct SnowballChanges: Sendable {
    /// What is known of a form that is listed.
    enum Listed {
        /// The word that Snowball is given in its place.
        case word([UInt8])
        /// Its stem, for which Snowball is not asked.
        case stem([UInt8])
    }

    /// The endings of words.
    private(set) var endings = WordEndings()
    /// Those of what Snowball leaves.
    private(set) var stemEndings = WordEndings()
    /// Forms that no rule explains, with the places of what is known of them.
    private var forms = TermTable()
    private var listed: [Listed] = []
    /// Sets of endings by their names, which the lines after them refer to.
    private var sets: [Substring: [Substring]] = [:]
    /// Of a form that does not begin with the two letters of its word: the form, and its word.
    private var formsBeginningOtherwise: [(form: [UInt8], word: [UInt8])] = []

    /// What is known of a form that no rule explains.
    @inline(__always)
    func listed(_ form: Span<UInt8>) -> Listed? { forms.number(of: form).map { listed[$0] } }

    /// The forms, without those of two letters in common, of the words that begin with a stem (`feet`, of
    /// `foot`).
    func formsBeginningOtherwise(of stem: ArraySlice<UInt8>) -> [[UInt8]] {
        formsBeginningOtherwise.filter { $0.word.starts(with: stem) }.map(\.form)
    }

    /// Those of a language; `nil` where its words are given to Snowball as they are.
    static func of(_ language: Language) -> SnowballChanges? {
        language == .russian ? ofRussian[language] : ofOthers[language]
    }

    static let english = of(.english)

    // Each is read when a language of it is first met: it takes milliseconds, which others do without.
    private static let ofRussian = read(.russianChanges)
    private static let ofOthers = read(.snowballChanges)

    private static func read(_ table: LanguageTable) -> [Language: SnowballChanges] {
        var all: [Language: SnowballChanges] = [:]
        var language: Language?
        for (number, line) in table.lines {
            let words = LanguageTable.words(of: line)
            if words.first == "language", words.count == 2 {
                language = Language(String(words[1]))
                precondition(language != nil, "\(table.name).txt:\(number): '\(words[1])' is no language")
            } else {
                let isRead = language.map { all[$0, default: SnowballChanges()].read(words) } ?? false
                precondition(isRead, "\(table.name).txt:\(number): '\(line)' is not understood")
            }
        }
        return all
    }

    private mutating func read(_ line: [Substring]) -> Bool {
        let sides = line.dropFirst().split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let first = sides[0].first else { return false }
        switch line.first {
        case "ending": return Self.read(sides[0], sides[1], into: &endings)
        case "stem": return Self.read(sides[0], sides[1], into: &stemEndings)
        case "word" where sides[0].count == 1: return readForms(sides[1], of: first, .word(Array(first.utf8)))
        case "same" where sides[0].count == 1: return readForms(sides[1], of: first, .stem(Array(first.utf8)))
        case "set" where sides[0].count == 1:
            sets[first] = sides[1].map { $0 == "-" ? "" : $0 }
            return true
        case "keep" where sides[0].count == 1:
            guard let endings = sets[first] else { return false }
            for stem in sides[1] { keep(stem, endings) }
            return true
        default: return false
        }
    }

    /// `N [BEFORE… +] ENDING… = REPLACEMENT`
    private static func read(
        _ left: ArraySlice<Substring>, _ right: ArraySlice<Substring>, into endings: inout WordEndings
    ) -> Bool {
        guard let least = left.first.flatMap({ Int($0) }), right.count <= 1 else { return false }
        let parts = left.dropFirst().split(separator: "+", omittingEmptySubsequences: false)
        guard let last = parts.last, !last.isEmpty, parts.count <= 2 else { return false }
        for before in parts.count == 2 ? Array(parts[0]) : [""] {
            for ending in last {
                endings.add(
                    Array((before + ending).utf8), replacement: Array((before + (right.first ?? "")).utf8),
                    least: least)
            }
        }
        return true
    }

    /// `FORM…`, or `BEGINNING… + ENDING…`
    private mutating func readForms(
        _ forms: ArraySlice<Substring>, of word: Substring, _ known: Listed
    ) -> Bool {
        let parts = forms.split(separator: "+", omittingEmptySubsequences: false)
        guard let beginnings = parts.first, !beginnings.isEmpty, parts.count <= 2 else { return false }
        let endings = parts.count == 2 ? Array(parts[1]) : [""]
        let word = Array(word.utf8)
        for form in beginnings.flatMap({ beginning in endings.map { Array((beginning + $0).utf8) } }) {
            guard self.forms.number(of: form.span) == nil else { return false }
            self.forms.insert(form.span, number: listed.count)
            if !form.starts(with: word.prefix(2)) { formsBeginningOtherwise.append((form, word)) }
        }
        listed.append(known)
        return !endings.isEmpty
    }

    /// Forms that have a line of their own stay what that says.
    private mutating func keep(_ stem: Substring, _ endings: [Substring]) {
        for form in endings.map({ Array((stem + $0).utf8) }) where forms.number(of: form.span) == nil {
            forms.insert(form.span, number: listed.count)
        }
        listed.append(.stem(Array(stem.utf8)))
    }
}
