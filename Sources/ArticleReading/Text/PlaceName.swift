/// Places as people write them, from datelines that write them in capitals.
enum PlaceName {
    /// Words that stay small inside a name.
    static let particles: Set<String> = [
        "am", "an", "da", "de", "del", "der", "di", "do", "du", "of", "on", "sur", "upon", "де", "на",
    ]

    /// `NUR-SULTAN` as `Nur-Sultan`, `ST. PETERSBURG` as `St. Petersburg`, `RIO DE JANEIRO` as `Rio de
    /// Janeiro`; initials such as `D.C.` stay.
    ///
    /// A word begins behind anything that is no letter. Only an apostrophe behind two letters or more does
    /// not end one: `Xi'an`, but `L'Aquila`.
    static func inMixedCase(_ place: String) -> String {
        var result = ""
        var word = ""
        for character in place {
            if isLetter(character) || (isApostrophe(character) && word.count > 1) {
                word.append(character)
            } else {
                result += mixed(word, isFirst: result.isEmpty)
                result.append(character)
                word = ""
            }
        }
        return result + mixed(word, isFirst: result.isEmpty)
    }

    /// Asking Unicode's tables takes a hundred times as long, and most letters are ASCII's.
    private static func isLetter(_ character: Character) -> Bool {
        guard let ascii = character.asciiValue else { return character.isLetter }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ascii | 0x20)
    }

    private static func isApostrophe(_ character: Character) -> Bool {
        character == "'" || character == "\u{2019}"
    }

    private static func mixed(_ word: String, isFirst: Bool) -> String {
        let small = word.lowercased()
        if !isFirst, particles.contains(small) { return small }
        return word.prefix(1).uppercased() + small.dropFirst()
    }
}
