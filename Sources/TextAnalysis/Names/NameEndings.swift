internal import IndexDefinition

/// Takes the endings of cases off spelt names, by `Index/Languages/name-endings.txt`.
struct NameEndings: Sendable {
    private struct Rule: Sendable {
        var after: [[UInt8]] = []
        /// What the whole rest of the name may be.
        var afterWhole: [[UInt8]] = []
        var endings: [[UInt8]] = []
        var least = 3
        var isCyrillicOnly = false
    }

    /// An ending of a rule.
    private struct Ending: Sendable {
        let letters: [UInt8]
        let rule: Int
    }

    private var rules: [Rule] = []
    /// The endings by their last letters, in the order in which they are tried.
    private var endings = [[Ending]](repeating: [], count: 256)

    init(_ table: LanguageTable) {
        for (number, line) in table.lines {
            guard let rule = Self.rule(line) else {
                preconditionFailure(
                    "\(table.name).txt:\(number): expected: after ENDS drop ENDINGS [least N]")
            }
            for ending in rule.endings {
                endings[Int(ending[ending.count - 1])].append(Ending(letters: ending, rule: rules.count))
            }
            rules.append(rule)
        }
    }

    private static func rule(_ line: Substring) -> Rule? {
        var rule = Rule()
        var section: Substring = ""
        for word in LanguageTable.words(of: line) {
            switch word {
            case "after", "drop", "least": section = word
            case "cyrillic": rule.isCyrillicOnly = true
            default:
                switch section {
                case "after" where word.first == "^": rule.afterWhole.append(Array(word.dropFirst().utf8))
                case "after": rule.after.append(word == "any" ? [] : Array(word.utf8))
                case "drop": rule.endings.append(Array(word.utf8))
                case "least":
                    guard let least = Int(word) else { return nil }
                    rule.least = least
                default: return nil
                }
            }
        }
        rule.endings.sort { $0.count > $1.count }
        return rule.after.isEmpty && rule.afterWhole.isEmpty || rule.endings.isEmpty ? nil : rule
    }

    /// The name without the ending of its case; and the name as it is, where the ending may well be its own
    /// (`Газпром`), or where the name is so short that only its last vowel can be told from those of its
    /// cases.
    func roots(of name: [UInt8], isCyrillic: Bool) -> [[UInt8]] {
        for ending in name.last.map({ endings[Int($0)] }) ?? [] where name.ends(with: ending.letters) {
            let rule = rules[ending.rule]
            guard isCyrillic || !rule.isCyrillicOnly, name.count - ending.letters.count >= rule.least else {
                continue
            }
            let root = Array(name.dropLast(ending.letters.count))
            guard rule.after.contains(where: { root.ends(with: $0) }) || rule.afterWhole.contains(root) else {
                continue
            }
            return rule.isCyrillicOnly ? [root] + roots(of: name, isCyrillic: false) : [root]
        }
        return [name] + (isCyrillic ? shortRoots(of: name) : [])
    }

    /// Кима is Ким in the genitive, or Кима; Уфы is Уфа.
    private func shortRoots(of name: [UInt8]) -> [[UInt8]] {
        let isVowel: (UInt8) -> Bool = { "aeiou".utf8.contains($0) }
        let root = Array(name.reversed().drop(while: isVowel).reversed())
        guard root.count >= 2, root.count == name.count - 1 else { return [] }
        return [root, root + [UInt8(ascii: "a")]]
    }
}
