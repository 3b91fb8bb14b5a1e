/// Finds the terms under which the words of a query are looked up.
struct QueryForms {
    /// A word and how it is written.
    struct Spelling {
        var term: [UInt8]
        var source: [UInt8]
    }

    /// The name in a word that may have a Turkish ending.
    struct TurkishSpelling {
        var name: Spelling
        /// Whether it has one in whatever language the word is.
        var isCertain: Bool
    }

    let workspace: AnalysisWorkspace
    /// The languages that articles are in, with those that words of foreign scripts are taken for.
    let languages: [Language]

    init(workspace: AnalysisWorkspace, articleLanguages: some Sequence<Language>) {
        self.workspace = workspace
        languages = Self.languagesAlways.union(articleLanguages).sorted()
    }

    /// In an article of any language a word may be Kazakh by its letters; see LanguagePlan.
    private static let languagesAlways = Set(LetterScript.allCases.compactMap(\.usualLanguage)).union([
        .kazakh
    ])

    /// The word with its other forms and names.
    ///
    /// - Parameters:
    ///   - term: The word, folded.
    ///   - source: The word as it was typed.
    ///   - turkishName: The name in the word, if it may have a Turkish ending; where that is not certain, it
    ///     counts if articles are Turkish.
    /// - Returns: The word itself first, then stems by the codes of their languages, then names.
    func word(_ term: String, writtenAs source: [UInt8], turkishName: TurkishSpelling? = nil) -> QueryWord {
        var forms = [QueryForm(term: term, kind: .exact)]
        let bytes = Array(term.utf8)
        let script = LetterScript(of: bytes.span)
        guard script != .other else { return QueryWord(forms: forms) }
        func add(_ term: String, _ kind: QueryForm.Kind) {
            if !forms.contains(where: { $0.term == term }) { forms.append(QueryForm(term: term, kind: kind)) }
        }
        let isCertain = turkishName?.isCertain == true
        let name = isCertain || languages.contains(.turkish) ? turkishName?.name : nil
        for language in languages {
            guard let stemmer = workspace.stemmer(language), stemmer.scripts.contains(script) else {
                continue
            }
            var stems: [String] = []
            stemmer.withStem(of: bytes.span, writtenAs: source.span) { stems.append(String(term: $0)) }
            // Typed without its accents, a word may have another stem than with them.
            stemmer.withStem(of: bytes.span, writtenAs: bytes.span) { stems.append(String(term: $0)) }
            if stems.isEmpty { stems = [StemTerm.term(stem: term, of: language)] }
            for stem in stems {
                add(stem, .stem(language))
                // A word that is its own stem stands in the index as itself only.
                add(StemTerm.stem(of: stem), .stem(language))
            }
            guard isCertain || language == .turkish, let name else { continue }
            let term = String(decoding: name.term, as: UTF8.self)
            add(term, .stem(language))
            add(StemTerm.term(stem: term, of: language), .stem(language))
            stemmer.withStem(of: name.term.span, writtenAs: name.source.span) {
                add(String(term: $0), .stem(language))
            }
        }
        if script == .latin || script == .cyrillic, !CommonWords.contains(bytes.span) {
            workspace.queryNames.forEachTerm(of: bytes.span, writtenAs: source.span, script) {
                add(String(term: $0), .name)
            }
        }
        if let name, !CommonWords.contains(name.term.span) {
            workspace.queryNames.forEachTerm(of: name.term.span, writtenAs: name.source.span, .latin) {
                add(String(term: $0), .name)
            }
        }
        return QueryWord(forms: forms)
    }
}
