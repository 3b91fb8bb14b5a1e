import ArgumentParser
import Console
import GazetteAPI
import SystemPackage
import TextAnalysis

/// `gazette analyze`
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Shows what the analysis makes of a text: its language, terms, stems and names.",
        discussion: """
            A line for each token: the position, the bytes of the text that it was written in, what kind it is, and the \
            term. Stems, and the keys under which spellings of a name meet, are those of the language of the text, or of \
            --lang. Few letters tell no language; then stems are English, Russian or of whatever else their script is \
            mostly written in, as they are in such an article.

              gazette analyze 'Президент Токаев прибыл в Нур-Султан'
              gazette analyze --lang kk 'бидай жинау мерзімінен бұрын'
              gazette analyze --lines --json <words.txt >terms.jsonl
              gazette analyze --lines --summary <articles.txt
            """
    )

    @Argument(help: ArgumentHelp("The text; several words are joined by blanks.", valueName: "text"))
    var text: [String] = []

    @Option(help: ArgumentHelp("Its language, in two letters.", valueName: "language"))
    var lang: String?

    @Flag(help: "Read texts from standard input, one a line, and answer one after the other.")
    var lines = false

    @Flag(help: "Count texts, words, stems, names and languages, and tell the time that took.")
    var summary = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard lang.map({ Language($0) != nil }) ?? true else {
            throw ValidationError("--lang is a code of ISO 639-1, such as en, ru or kk")
        }
        if text.isEmpty != lines {
            throw ValidationError(
                lines
                    ? "with --lines the texts come from standard input; leave '\(text.joined(separator: " "))' out"
                    : "there is no text; give one, or --lines and texts on standard input")
        }
    }

    func run() async throws {
        let language = lang.flatMap { Language($0) }
        if summary {
            var counter = AnalysisCounter(language: language)
            try forEachText { counter.count($0) }
            let summary = counter.summary
            try output.print(summary) { AnalysisRenderer(terminal: $0).render(summary) }
        } else {
            var isFirst = true
            try forEachText { text in
                let analysis = Analysis(of: text, in: language)
                let separator = isFirst ? "" : "\n"
                isFirst = false
                try output.print(analysis) { separator + AnalysisRenderer(terminal: $0).render(analysis) }
            }
        }
    }

    private func forEachText(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        guard lines else {
            return try body(Array(text.map(RawArgument.bytes(of:)).joined(separator: " ".utf8))[...])
        }
        var input = InputLines(.standardInput)
        while let line = try input.next() { try body(line) }
    }
}

extension Analysis {
    /// Analyses a text as an article's would be.
    fileprivate init(of text: ArraySlice<UInt8>, in language: Language?) {
        let found = LanguageDetector().language(of: text.span)
        let language = language ?? found?.toldLanguage
        self.init(
            language: language?.code,
            certainty: language.flatMap { language in found.map { $0.language == language ? $0.certainty : 1 }
            })
        var position = -1
        TextAnalyzer(language: language).forEachToken(in: text.span) { term, range, isColocated in
            if !isColocated { position += 1 }
            add(Array(copying: term), range, at: position)
            return true
        }
    }

    private mutating func add(_ term: [UInt8], _ range: Range<Int>, at position: Int) {
        switch term.first {
        case StemTerm.mark:
            // The mark, two letters for the language, the stem.
            append(
                .stem, Self.text(term.dropFirst(3)), Self.text(term.dropFirst().prefix(2)), range, position)
        case NameTerm.mark: append(.name, Self.text(term.dropFirst()), nil, range, position)
        default: append(.word, Self.text(term[...]), nil, range, position)
        }
    }

    private mutating func append(
        _ kind: Token.Kind, _ term: String, _ language: String?, _ range: Range<Int>, _ position: Int
    ) {
        tokens.append(
            Token(
                position: position, range: [range.lowerBound, range.upperBound], kind: kind, term: term,
                language: language))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Array<UInt8> {
    fileprivate init(copying span: Span<UInt8>) {
        self = span.indices.map { span[$0] }
    }
}
