/// Text to terms with positions: the same words for what the index holds and for what is asked.
///
/// Folding: compatibility decomposition, case in every script, accents of Latin and Greek, Arabic and Hebrew
/// points and everything invisible vanish; letters of their own (й, ї, ғ, ң, kana with voicing) and the vowel
/// signs of scripts that write vowels so remain. `Ёлка` is `елка`, `STRASSE` is `straße` is `strasse`.
///
/// Words follow Unicode segmentation (UAX #29) with these differences, each so that two ways of writing meet:
///
/// | written | terms, `·` between positions, `｜` at one position |
/// | --- | --- |
/// | `U.S.`, `т.е.`, `don’t` | `us`, `те`, `dont` |
/// | `Kazakhstan's`, `l'homme`, `O'Brien` | `kazakhstans｜kazakhstan`, `lhomme｜homme`, `obrien｜brien` |
/// | `COVID-19`, `e-mail` | `covid·19｜covid19`, `e·mail｜email` |
/// | `10,000`, `10 000`, `3.5`, `3,5` | `10000`, `10·000｜10000`, `3.5`, `3.5` |
/// | `03.02.2020`, `example.com`, `AT&T` | `03·02·2020`, `example·com`, `at·t` |
/// | `$5bn`, `100 ₸`, `№ 7` | `$·5bn`, `100·₸`, `№·7` |
/// | `北京市` | `北｜北京·京｜京市·市` |
/// | `ภาษา` | pairs of clusters, one at a position |
/// | `Mосква` with a Latin M | `москва` |
///
/// `｜` stands for an ordinary bar, which would end the column.
///
/// A term is folded text in UTF-8 and never holds a byte below 0x20, so that kinds of terms which are no
/// words can begin with such a byte. The text decides alone: equal bytes give equal tokens, always.
///
/// Made with a language, an analyzer also gives, beside each word,
///
/// - the stem where it is another than the word: the byte 0x01, two letters for the language, the stem
///   (`санкциями` is `санкциями｜␁ruсанкц`); also that of a name before an apostrophe and a Turkish ending
///   (`ABD'ye` is `abdye｜␁trabd`), in other languages only where the ending is no other language's;
/// - for a word that the text writes with a capital, the keys of the name that it may be: the byte 0x02 and
///   the key (`Токаевым` and `Tokayev` are `␂tokaev`).
public struct TextAnalyzer: Sendable {
    /// Part of the index's schema: any change that alters a term, a range or a position raises it, and so
    /// does one of the columns that terms stand in. Which language is found for a text does not: terms depend
    /// on the one that is stored with the article. Terms depend on the tables in `Index/Languages` and on
    /// Snowball's algorithms, too (those of 2.2).
    public static let version = 6

    /// The most bytes in a term; a longer word becomes several tokens in a row.
    public static let maximumTermByteCount = 255

    /// The language of the text; `nil` inside where it is not known, and as a whole where forms are not
    /// wanted.
    let language: Language??

    /// Makes an analyzer of words alone, as they are written; all such are alike.
    public init() { language = .none }

    /// Makes an analyzer of words with their stems and names.
    ///
    /// - Parameter language: The language of most of the text; `nil` where it is not known, which leaves the
    ///   stems that the scripts of words suggest.
    public init(language: Language?) { self.language = .some(language) }

    /// Gives back the memory of words that were met last, some megabytes a language. For idle moments: the
    /// next text is analysed a little slower.
    public static func releaseMemory() { AnalysisWorkspace.releaseMemory() }

    /// Calls `visit` for each token in order of position.
    ///
    /// Any bytes are accepted; each byte that is not part of well-formed UTF-8 is a separator. `visit` is
    /// given
    ///
    /// 1. the term: UTF-8, never empty, at most ``maximumTermByteCount`` bytes, valid during the call only;
    /// 2. the range of UTF-8 bytes in `text` that it was written in, which begins and ends between combining
    ///    character sequences; starts never decrease from one position to the next;
    /// 3. whether it stands at the position of the token before it (`FTS5_TOKEN_COLOCATED`); the terms at one
    ///    position differ;
    ///
    /// and returns `false` to stop.
    ///
    /// - Parameters:
    ///   - text: The bytes to read.
    ///   - visit: What to do with each token.
    /// - Complexity: O(*n*) in the bytes of `text`, in constant memory.
    public func forEachToken(
        in text: Span<UInt8>,
        _ visit: (_ term: Span<UInt8>, _ range: Range<Int>, _ isColocated: Bool) -> Bool
    ) {
        guard let language else {
            var scanner = TextScanner()
            return scanner.scan(text) { kind, term, range in visit(term, range, kind.isColocated) }
        }
        AnalysisWorkspace.borrow { workspace in
            var reader = PieceReader(workspace, language)
            reader.read(text, visit)
        }
    }

    /// The tokens of a text, to be replayed later and elsewhere.
    ///
    /// - Complexity: O(*n*) in the bytes of `text`.
    public func tokens(of text: String) -> TokenList {
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8.span
        var list = TokenList(textByteCount: bytes.count)
        forEachToken(in: bytes) { term, range, isColocated in
            list.append(term, range, isColocated)
            return true
        }
        list.trim()
        return list
    }

    /// How a part of a query is looked up: alternatives, each a phrase of terms at positions that follow each
    /// other; what matches any of them matches.
    ///
    /// `text` is a word as typed (a piece of the query without blanks) or what stands inside quotation marks.
    /// The first alternative is the text as it would be indexed; the others are its other spellings
    /// (`COVID-19`: `covid 19`, `covid19`) and, for a single word, also what stands inside a possessive or an
    /// elision (`l'homme`: `lhomme`, `homme`). Empty when `text` holds no word, number or currency sign.
    ///
    /// - Complexity: O(*n*) in the bytes of `text`.
    public func queryPhrases(for text: String) -> [[String]] { Self.phrases(for: text).alternatives }

    /// How a part of a query is looked up with the forms and the names of its words: the alternatives of
    /// ``queryPhrases(for:)``, where each word has all terms that stand for it.
    ///
    /// A word is looked up as itself (`.exact`), by its stems in each of `languages` that its script allows,
    /// and in those that the analysis takes words of a foreign script for (`.stem`), and by the keys of the
    /// name that it may be, whatever its first letter (`.name`). For `=word`, and for a prefix,
    /// ``queryPhrases(for:)`` alone is right.
    ///
    /// - Parameters:
    ///   - text: A word as typed, or what stands inside quotation marks.
    ///   - languages: The languages that the articles of the index are in.
    /// - Returns: Alternatives, each a phrase of words at positions that follow each other.
    public func queryPhrases(for text: String, in languages: some Sequence<Language>) -> [[QueryWord]] {
        let phrases = Self.phrases(for: text)
        return AnalysisWorkspace.borrow { workspace in
            let forms = QueryForms(workspace: workspace, articleLanguages: languages)
            return phrases.alternatives.map { phrase in
                phrase.map {
                    forms.word(
                        $0, writtenAs: phrases.sources[$0] ?? Array($0.utf8),
                        turkishName: phrases.turkishNames[$0])
                }
            }
        }
    }

    private static func phrases(for text: String) -> QueryPhrases {
        var text = text
        text.makeContiguousUTF8()
        var phrases = QueryPhrases()
        var scanner = TextScanner()
        let bytes = text.utf8.span
        scanner.scan(bytes) { kind, term, range in
            phrases.add(kind, String(term: term), writtenAs: bytes.extracting(range))
            return true
        }
        return phrases
    }
}

extension String {
    /// A copy of a term, which is UTF-8 by construction.
    init(term: Span<UInt8>) {
        self = unsafe term.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
