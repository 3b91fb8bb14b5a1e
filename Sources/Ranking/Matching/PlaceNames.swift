internal import IndexDefinition
internal import Postings
internal import TextAnalysis

/// The names of places by time and language, from `Index/Tables/places.tsv`.
struct PlaceNames: Sendable {
    /// A name, and when datelines have it.
    struct Name: Sendable {
        let text: String
        /// The years; those before and after without a bound where no other place is in question.
        let years: ClosedRange<Int>
    }

    /// The names of the table.
    static let known = PlaceNames(IndexTable.places)

    /// Names live on for so many years.
    private static let yearsAfter = 2

    private var names: [String: [Name]] = [:]
    /// The places that have a name, by its terms.
    private var places: [[String]: Set<String>] = [:]

    private init(_ table: IndexTable) {
        let analyzer = TextAnalyzer()
        for row in table.rows where row.count == 4 {
            let years = (Int(row[1]) ?? Int.min)...(Int(row[2]).map { $0 + Self.yearsAfter } ?? Int.max)
            for part in row[3].split(separator: "|") {
                let text = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                names[row[0], default: []].append(Name(text: text, years: years))
                for terms in analyzer.queryPhrases(for: text) { places[terms, default: []].insert(row[0]) }
            }
        }
    }

    /// All names of the places of which one is `text`, and nothing but that; none where it is no place's.
    func names(ofPlaceNamed text: String, analyzer: TextAnalyzer) -> [Name] {
        let found = analyzer.queryPhrases(for: text).compactMap { places[$0] }
        return Set(found.joined()).sorted().flatMap { names[$0] ?? [] }
    }
}

/// Tells whether datelines name the place that a query names.
struct PlaceMatcher {
    /// In which years a dateline names the place.
    enum Match {
        /// In all: it is what the query says.
        case always
        /// In these.
        case during([ClosedRange<Int>])

        /// Whether it does in a year; one that is not known may be any.
        func holds(in year: Int?) -> Bool {
            switch self {
            case .always: true
            case .during(let spans):
                year.map { year in spans.contains { $0.contains(year) } } ?? !spans.isEmpty
            }
        }
    }

    private let analyzer: TextAnalyzer
    /// What the query says, and then the other names.
    private let finder: PhraseFinder
    /// The years of each phrase; `nil` for what the query says.
    private let years: [ClosedRange<Int>?]

    init(_ text: String, analyzer: TextAnalyzer) {
        let names = PlaceNames.known.names(ofPlaceNamed: text, analyzer: analyzer)
        var phrases = analyzer.queryPhrases(for: text).map { TermPhrase($0) }
        var years: [ClosedRange<Int>?] = phrases.map { _ in nil }
        for name in names {
            for phrase in analyzer.queryPhrases(for: name.text) {
                phrases.append(TermPhrase(phrase))
                years.append(name.years)
            }
        }
        self.analyzer = analyzer
        finder = PhraseFinder(phrases)
        self.years = years
    }

    /// When the place of a dateline is the one that is asked for.
    func match(_ label: String) -> Match {
        let found = finder.occurrences(in: label, analyzer: analyzer, checking: {}).all.map {
            years[$0.phrase]
        }
        return found.contains(nil) ? .always : .during(found.compactMap(\.self))
    }
}
