internal import IndexDefinition

/// A language whose stems are known: by whom, and of words in which script.
struct StemmedLanguage {
    enum Method {
        /// An algorithm of Snowball, by its English name.
        case snowball(String)
        /// ``UkrainianStemmer``, by a table of its own form.
        case ukrainian
        /// A table of endings in `Index/Languages`.
        case endings(LanguageTable)
    }

    let language: Language
    let scripts: Set<LetterScript>
    let method: Method
    /// Whether the algorithm knows its endings by accents or letters that the terms of the index do not have.
    let needsAccents: Bool

    static func of(_ language: Language) -> StemmedLanguage? { all[language] }

    static let all: [Language: StemmedLanguage] = {
        var all: [Language: StemmedLanguage] = [:]
        for (code, algorithm, scripts) in snowball {
            guard let language = Language(code) else { continue }
            let isLatin = scripts.contains(.latin)
            all[language] = StemmedLanguage(
                language: language, scripts: scripts, method: .snowball(algorithm),
                // Serbian is written in both scripts, and its algorithm knows š from s; the Arabic one knows
                // the ending ة from ه, which folding makes of it.
                needsAccents: isLatin && !["en", "id", "nl"].contains(code) || code == "ar")
        }
        all[.ukrainian] = StemmedLanguage(
            language: .ukrainian, scripts: [.cyrillic], method: .ukrainian, needsAccents: false)
        all[.kazakh] = StemmedLanguage(
            language: .kazakh, scripts: [.cyrillic], method: .endings(.kazakhEndings), needsAccents: false)
        all[.kyrgyz] = StemmedLanguage(
            language: .kyrgyz, scripts: [.cyrillic], method: .endings(.kyrgyzEndings), needsAccents: false)
        return all
    }()

    /// All that Snowball has but Yiddish, whose points the index does not keep, and the older Porter.
    private static let snowball: [(String, String, Set<LetterScript>)] = [
        ("ar", "arabic", [.arabic]), ("ca", "catalan", [.latin]), ("da", "danish", [.latin]),
        ("de", "german", [.latin]), ("el", "greek", [.greek]), ("en", "english", [.latin]),
        ("es", "spanish", [.latin]), ("eu", "basque", [.latin]), ("fi", "finnish", [.latin]),
        ("fr", "french", [.latin]), ("ga", "irish", [.latin]), ("hi", "hindi", [.devanagari]),
        ("hu", "hungarian", [.latin]), ("hy", "armenian", [.armenian]), ("id", "indonesian", [.latin]),
        ("it", "italian", [.latin]), ("lt", "lithuanian", [.latin]), ("ne", "nepali", [.devanagari]),
        ("nl", "dutch", [.latin]), ("no", "norwegian", [.latin]), ("pt", "portuguese", [.latin]),
        ("ro", "romanian", [.latin]), ("ru", "russian", [.cyrillic]), ("sr", "serbian", [.latin, .cyrillic]),
        ("sv", "swedish", [.latin]), ("ta", "tamil", [.tamil]), ("tr", "turkish", [.latin]),
    ]
}
