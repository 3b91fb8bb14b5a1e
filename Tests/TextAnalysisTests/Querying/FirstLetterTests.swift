import Testing

@testable import TextAnalysis

/// Words that begin otherwise than what is sought are passed over without a look for their stems.
@Suite struct FirstLetterTests {
    @Test func `of no other languages it is said that stems begin as their words do`() {
        let languages = Stemmer.languages.filter { Stemmer(language: $0)?.keepsFirstLetter == true }
        #expect(languages == [.english, .russian])
    }

    /// Beginnings of up to three letters, and those of two with each of the endings that the algorithm looks
    /// for, also behind a third one.
    private static func words(of letters: String, third: String, endings: String) -> [String] {
        let letters = letters.map(String.init)
        let pairs = letters.flatMap { first in letters.map { first + $0 } }
        let endings = endings.split(separator: " ").map(String.init)
        return letters + pairs + pairs.flatMap { pair in letters.map { pair + $0 } }
            + pairs.flatMap { pair in endings.flatMap { [pair + $0, pair + third + $0] } }
    }

    @Test func `an English stem begins with the two letters of its word, or with one if it has no more`()
        throws
    {
        let stemmer = try #require(Stemmer(language: .english))
        let words = Self.words(
            of: "abcdefghijklmnopqrstuvwxyz", third: "l",
            endings:
                "s es ies ied ed ing eed eedly edly ingly sses us tional enci anci abli entli izer ation ator "
                + "alism aliti alli fulness ousli ousness iveness iviti biliti bli ogi fulli lessli li ly alize "
                + "icate iciti ical ful ness ative al ance ence er ic able ible ant ement ment ent ism ate iti ous "
                + "ive ize ion e l y")
        for word in words {
            // `feet` and its like, of which SoughtTerms knows.
            if SnowballChanges.english?.listed(Array(word.utf8).span) != nil { continue }
            let stem = Array(stemmer.stem(word).utf8)
            let letters = Array(word.utf8)
            guard stem.count > 1 else {
                #expect(stem.first == letters[0], "\(word)")
                continue
            }
            // `dying` and its like.
            let isIForY = letters[1] == UInt8(ascii: "y") && stem[1] == UInt8(ascii: "i")
            #expect(stem[0] == letters[0] && (stem[1] == letters[1] || isIForY), "\(word)")
        }
    }

    @Test func `an irregular English form begins as its word does, or is known to begin otherwise`()
        throws
    {
        let changes = try #require(SnowballChanges.english)
        let stemmer = try #require(Stemmer(language: .english))
        for form in ["feet", "men", "children", "geese", "bought", "eaten", "known", "said"] {
            let stem = stemmer.stem(form)
            let others = changes.formsBeginningOtherwise(of: Array(stem.utf8)[...])
            #expect(form.first == stem.first, "\(form)")
            #expect(form.prefix(2) == stem.prefix(2) || others.contains(Array(form.utf8)), "\(form)")
        }
    }

    @Test func `a Russian stem begins with the letter of its word`() throws {
        let stemmer = try #require(Stemmer(language: .russian))
        let words = Self.words(
            of: "абвгдежзийклмнопрстуфхцчшщъыьэюя", third: "л",
            endings:
                "в вши вшись ив ивши ыв ывши ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую "
                + "юю ая яя ою ею ем нн вш ющ щ ивш ывш ующ ся сь ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно "
                + "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть "
                + "ишь ую ю а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь "
                + "ию ью ю ия ья я ост ость ейш ейше нуть нул еть уешь имте емте ова ева ок ек ец")
        for word in words {
            #expect(stemmer.stem(word).first == word.first, "\(word)")
        }
    }
}
