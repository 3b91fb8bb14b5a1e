import ArgumentParser
import Console
import GazetteAPI
import TextAnalysis

/// `gazette analyze`
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Shows what the analysis makes of a text: its language, terms, stems and names.",
        discussion: """
            A line for each token: the position, the bytes of the text that it was written in, what kind it is, and the \
            term. Stems, and the keys under which spellings of a name meet, are those of the language of the text, or of \
            --lang.

              gazette analyze 'Президент Токаев прибыл в Нур-Султан'
              gazette analyze --lang kk 'бидай жинау мерзімінен бұрын'
            """
    )

    @Argument(help: ArgumentHelp("The text; several words are joined by blanks.", valueName: "text"))
    var text: [String]

    @Option(help: ArgumentHelp("Its language, in two letters.", valueName: "language"))
    var lang: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard lang.map({ Language($0) != nil }) ?? true else {
            throw ValidationError("--lang is a code of ISO 639-1, such as en, ru or kk")
        }
    }

    func run() async throws {
        let text = text.map(RawArgument.text(of:)).joined(separator: " ")
        let analysis = Analysis(of: text, in: lang.flatMap { Language($0) })
        try output.print(analysis) { AnalysisRenderer(terminal: $0).render(analysis) }
    }
}

extension Analysis {
    /// Analyses a text as an article's would be.
    fileprivate init(of text: String, in language: Language?) {
        let found = LanguageDetector().language(of: text)
        let language = language ?? found?.language
        self.init(
            language: language?.code, certainty: found.map { $0.language == language ? $0.certainty : 1 })
        var position = -1
        TextAnalyzer(language: language).tokens(of: text).forEach { term, range, isColocated in
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
