/// People and places in the news: in Russian, in Kazakh (`-` where it is written alike), and as Latin letters
/// have them in English, German, French or in romanisations of standards.
enum NameSamples {
    /// One name and all its spellings, with the cases that Russian and Kazakh give it.
    struct Name: Sendable {
        let russian: String
        let kazakh: String
        let latin: [String]

        /// Chinese names are declined as nouns.
        private var isChinese: Bool { ["пин", "цин"].contains(String(russian.suffix(3))) }

        /// The name in the cases of Russian.
        var russianForms: [String] {
            for ending in ["ов", "ев", "ин", "ын"] where russian.hasSuffix(ending) && !isChinese {
                return ["", "а", "у", "ым", "е"].map { russian + $0 }
            }
            if russian.hasSuffix("ский") || russian.hasSuffix("цкий") {
                return ["ий", "ого", "ому", "им", "ом"].map { russian.dropLast(2) + $0 }
            }
            if russian.hasSuffix("ия") { return ["я", "и", "ю", "ей"].map { russian.dropLast() + $0 } }
            if russian.hasSuffix("а"), let before = russian.dropLast().last {
                let genitive = "гкхжчшщ".contains(before) ? "и" : "ы"
                return ["а", genitive, "е", "у", "ой"].map { russian.dropLast() + $0 }
            }
            guard let last = russian.last, !"аеиоуыэюяьй".contains(last) else { return [russian] }
            return ["", "а", "у", "ом", "е"].map { russian + $0 }
        }

        /// The name in the cases of Kazakh.
        var kazakhForms: [String] {
            let isFront = kazakh.last { "аоұыяеәөүіэ".contains($0) }.map { "еәөүіэ".contains($0) } ?? false
            let last = kazakh.last ?? "а"
            let endings: [String] =
                if "аеиоуыэюяәөүұі".contains(last) {
                    isFront
                        ? ["нің", "ге", "ні", "де", "ден", "мен"] : ["ның", "ға", "ны", "да", "дан", "мен"]
                } else if "мнң".contains(last) {
                    isFront
                        ? ["нің", "ге", "ді", "де", "нен", "мен"] : ["ның", "ға", "ды", "да", "нан", "мен"]
                } else if "рлйзж".contains(last) {
                    isFront ? ["дің", "ге", "ді", "де", "ден"] : ["дың", "ға", "ды", "да", "дан"]
                } else {
                    isFront
                        ? ["тің", "ке", "ті", "те", "тен", "пен"] : ["тың", "қа", "ты", "та", "тан", "пен"]
                }
            return [kazakh] + endings.map { kazakh + $0 }
        }
    }

    static let all: [Name] = (people + "\n" + places).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 2 else { return nil }
        return Name(
            russian: words[0], kazakh: words[1] == "-" ? words[0] : words[1], latin: Array(words[2...]))
    }

    /// Names that are near each other and are not the same.
    static let near: [(String, String)] = (nearTable + "\n" + nearAbroadTable).split(separator: "\n")
        .compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            return words.count == 2 ? (words[0], words[1]) : nil
        }
}
