internal import IndexDefinition

/// Names that no rule brings together, by `Index/Languages/name-equals.txt`.
struct NameEquals: Sendable {
    /// What is known of a name when the table is read: its spellings in the alphabet of keys, and what is
    /// left of them without endings.
    typealias Reading = (spellings: [[UInt8]], roots: [[UInt8]])

    /// The keys of one script.
    private struct Script: Sendable {
        /// The keys that stand for what is left of a name, and for the spelling of a whole one.
        var byRoot: [[UInt8]: [[UInt8]]] = [:]
        var bySpelling: [[UInt8]: [[UInt8]]] = [:]
    }

    private var latin = Script()
    private var cyrillic = Script()
    /// The keys of names of two letters, which have none otherwise.
    private var short: [[UInt32]: [[UInt8]]] = [:]

    /// The keys that stand for what is left of a name without its ending; `nil` for itself.
    func keys(ofRoot root: [UInt8], isCyrillic: Bool) -> [[UInt8]]? {
        isCyrillic ? cyrillic.byRoot[root] : latin.byRoot[root]
    }

    /// The keys of a name with this spelling, whatever is left of it; `nil` where the rules have the say.
    func keys(ofSpelling spelling: [UInt8], isCyrillic: Bool) -> [[UInt8]]? {
        isCyrillic ? cyrillic.bySpelling[spelling] : latin.bySpelling[spelling]
    }

    /// The keys of a word that is shorter than other names.
    func keys(ofShort word: [UInt32]) -> [[UInt8]] { short[word] ?? [] }

    /// A name of a line.
    private struct Name {
        let letters: [UInt32]
        let isWhole: Bool
        let isCyrillic: Bool

        init(_ text: Substring) {
            isWhole = text.last == "$"
            letters = (isWhole ? text.dropLast() : text).lowercased().unicodeScalars.map(\.value)
            isCyrillic = letters.first.map { $0 >= 0x400 } ?? false
        }
    }

    /// Reads the table.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - reading: Reads a name, given its letters and whether they are Cyrillic.
    mutating func read(_ table: LanguageTable, by reading: ([UInt32], Bool) -> Reading) {
        var besides: [(name: Name, key: [UInt8])] = []
        for (number, line) in table.lines {
            let sides = line.split(separator: "/", maxSplits: 1).map { side in
                LanguageTable.words(of: side).map(Name.init)
            }
            guard let first = sides.first?.first,
                let key = Self.forms(of: first, reading(first.letters, first.isCyrillic)).first
            else { preconditionFailure("\(table.name).txt:\(number): the first name has no key") }
            for name in sides[0] { join(name, reading(name.letters, name.isCyrillic), to: key) }
            besides += sides.dropFirst().joined().map { ($0, key) }
        }
        // The key of its own that a name keeps may be that of a line.
        for (name, key) in besides { add(key, to: name, reading(name.letters, name.isCyrillic)) }
    }

    private static func forms(of name: Name, _ reading: Reading) -> [[UInt8]] {
        name.isWhole ? reading.spellings : reading.roots
    }

    private mutating func join(_ name: Name, _ reading: Reading, to key: [UInt8]) {
        if name.letters.count < NameKeys.minimumLetterCount {
            short[name.letters, default: []].append(key)
        } else if name.isWhole {
            change(name.isCyrillic) { script in
                if let spelling = reading.spellings.first { script.bySpelling[spelling] = [key] }
            }
        } else {
            // Whoever romanises the Kazakh spelling writes the same in Latin letters.
            for isCyrillic in [false, true] {
                change(isCyrillic) { script in
                    for root in reading.roots where root != key { script.byRoot[root] = [key] }
                }
            }
        }
    }

    private mutating func add(_ key: [UInt8], to name: Name, _ reading: Reading) {
        if name.letters.count < NameKeys.minimumLetterCount {
            short[name.letters, default: []].append(key)
            return
        }
        change(name.isCyrillic) { script in
            if name.isWhole, let spelling = reading.spellings.first {
                let own = reading.roots.flatMap { script.byRoot[$0] ?? [$0] }
                script.bySpelling[spelling, default: own].append(key)
            } else {
                for root in reading.roots { script.byRoot[root, default: [root]].append(key) }
            }
        }
    }

    private mutating func change(_ isCyrillic: Bool, _ body: (inout Script) -> Void) {
        if isCyrillic { body(&cyrillic) } else { body(&latin) }
    }
}
