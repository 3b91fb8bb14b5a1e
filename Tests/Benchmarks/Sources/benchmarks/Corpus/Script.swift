/// The letters that made-up words are written in, and how often each language's news has the small words.
enum Script {
    case latin
    case cyrillic

    /// The words that fill any text, the most frequent first; made-up words follow them in rank.
    var frequentWords: [String] {
        switch self {
        case .latin:
            """
            the of to and in a that for on is said with by at as was it from be has have an will its are he not \
            this which were but been who their his or would more also had after they about two over year one new \
            president government state people minister country during between first million percent region
            """.split(separator: " ").map(String.init)
        case .cyrillic:
            """
            в и на что по с не из о к для от за как это он до его года также был при были их будет после чтобы \
            или все может между который время более страны президент министр правительство республики области \
            процентов миллионов человек россии казахстана жылы және бойынша үшін мен туралы
            """.split(separator: " ").map(String.init)
        }
    }

    private var onsets: [String] {
        switch self {
        case .latin:
            [
                "b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pr",
                "ch", "sh",
            ]
        case .cyrillic:
            [
                "б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х", "ст", "пр",
                "ш", "қ",
            ]
        }
    }

    private var vowels: [String] {
        switch self {
        case .latin: ["a", "e", "i", "o", "u", "ea", "io", "ou"]
        case .cyrillic: ["а", "е", "и", "о", "у", "ы", "я", "ә"]
        }
    }

    private var codas: [String] {
        switch self {
        case .latin: ["", "", "", "n", "r", "s", "l", "t", "nd", "ng"]
        case .cyrillic: ["", "", "", "н", "р", "с", "л", "т", "й", "ств"]
        }
    }

    /// A made-up word of that many syllables.
    func word(syllables: Int, _ random: inout SeededRandom) -> String {
        var word = ""
        for _ in 0..<syllables {
            word += onsets[random.below(onsets.count)] + vowels[random.below(vowels.count)]
            word += codas[random.below(codas.count)]
        }
        return word
    }
}
