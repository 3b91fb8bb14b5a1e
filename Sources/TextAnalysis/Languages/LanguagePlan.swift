/// Which stemmer takes which words of an article in one language.
///
/// Words in the script of the article's language are of that language. Words in another script are of the
/// language that writes most of what is written in that script: a Latin word in a Russian article is English.
/// A word with letters that Kazakh has and Russian has not is Kazakh, wherever it stands.
final class LanguagePlan {
    /// The names of the words.
    let names: NameMaker
    /// Whether names in Latin letters may have any of the Turkish endings behind apostrophes, not only
    /// certain ones.
    let isTurkish: Bool
    private let stemmers: [Stemmer?]
    private let hasKazakhWords: Bool
    /// Made when the first of its words is met, which in most languages is never: its table is the longest of
    /// all.
    private lazy var kazakh = workspace.stemmer(.kazakh)
    /// It owns this plan.
    private unowned let workspace: AnalysisWorkspace

    init(language: Language?, workspace: AnalysisWorkspace) {
        names = NameMaker(articleLanguage: language)
        isTurkish = language == .turkish
        let own = language.flatMap { workspace.stemmer($0) }
        let scripts = own?.scripts ?? language.map(Self.scripts) ?? []
        stemmers = LetterScript.allCases.map { script in
            scripts.contains(script) ? own : script.usualLanguage.flatMap { workspace.stemmer($0) }
        }
        hasKazakhWords = !scripts.contains(.cyrillic) || language == .russian
        self.workspace = workspace
    }

    /// The scripts of a language that has no stems: they are not another's either.
    private static func scripts(of language: Language) -> Set<LetterScript> {
        switch language.code {
        case "be", "bg", "mk", "tg", "mn", "tt", "ba": [.cyrillic]
        case "ja", "zh", "ko", "th", "he", "ka": []
        case "fa", "ur", "ps", "ug": [.arabic]
        case "mr": [.devanagari]
        default: [.latin]
        }
    }

    /// The stemmer of a word, if it has stems.
    @inline(__always)
    func stemmer(of term: Span<UInt8>, _ script: LetterScript) -> Stemmer? {
        if script == .cyrillic, hasKazakhWords, term.hasKazakhLetter { return kazakh }
        return stemmers[Int(script.rawValue)]
    }

    /// Whether the stems of words in a script begin with the letters that the words begin with; of words with
    /// letters that Kazakh has and Russian has not, it says nothing.
    func keepsFirstLetter(in script: LetterScript) -> Bool {
        stemmers[Int(script.rawValue)]?.keepsFirstLetter != false
    }
}

extension Span<UInt8> {
    /// Whether it has a letter from U+0480 to U+04FF, of which Russian has none; in terms these are Kazakh's
    /// nearly always.
    @inline(__always)
    var hasKazakhLetter: Bool {
        for index in indices where self[index] == 0xD2 || self[index] == 0xD3 { return true }
        return false
    }
}
