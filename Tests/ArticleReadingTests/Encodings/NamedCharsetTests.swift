import ArticleReading
import Articles
import Testing

/// A character set that somebody names counts before all that the bytes seem to be.
@Suite struct NamedCharsetTests {
    /// Everything that a reader delivers, character sets included.
    private func read(_ bytes: [UInt8], named name: String, in charset: String? = nil) throws -> [ReadPiece] {
        var source = ByteArraySource(bytes)
        var pieces: [ReadPiece] = []
        try ArticleFileReader(charset: charset)
            .read(named: name, byteCount: Int64(bytes.count), from: &source) { pieces.append($0) }
        return pieces
    }

    private let story = EncodingSamples.all[0].text

    @Test(arguments: ["story.txt", "story.md"]) func `a guess is told with its certainty`(name: String) throws
    {
        let pieces = try read(try #require(encoded(story, as: "KOI8-R")), named: name)
        #expect(pieces.count == 2)
        guard case .charset(let guess) = pieces.last else { throw NoGuess() }
        #expect(guess.name == "KOI8-R")
        #expect((0.5...1).contains(guess.certainty))
    }

    @Test func `what is UTF-8 or refused tells none`() throws {
        #expect(try read(Array(story.utf8), named: "story.txt").count == 1)
        #expect(try read([0xC3, 0x28, 0xA9, 0x80], named: "story.txt").count == 1)
    }

    @Test(arguments: [
        ("story.txt", "KOI8-R"), ("story.md", "cp866"), ("story.html", "windows-1251"),
        ("story.json", "koi8r"),
    ])
    func `the named set counts, whatever the letters say`(name: String, charset: String) throws {
        let usual = try #require(ArticleFileReader.charset(named: charset))
        // Bytes of another set than the named one come out as that one has them.
        let text =
            name.hasSuffix("json")
            ? #"{"title": "\#(story)"}"# : name.hasSuffix("html") ? "<p>\(story)" : story
        let pieces = try read(try #require(encoded(text, as: "CP1251")), named: name, in: usual)
        let article = try #require(pieces.first?.article)
        let isRight = (article.title + article.body).contains("лошадей")
        #expect(isRight == (usual == "windows-1251"))
        #expect(pieces.count == 1)
    }

    @Test(arguments: [
        ("windows-1251", "story.txt", true), ("UTF-8", "story.txt", false), ("UTF-16LE", "story.txt", false),
        ("windows-1251", "feed.jsonl", true), ("windows-1251", "mail.eml", true),
        ("nonsense", "story.txt", false),
    ])
    func `why a file cannot be read in a set is told before`(
        charset: String, name: String, isPossible: Bool
    ) throws {
        let bytes = Array(try #require(encoded(story, as: "CP1251")).prefix(201))
        #expect((ArticleFileReader.objection(to: charset, named: name, of: bytes) == nil) == isPossible)
    }

    @Test func `a document says itself which sets it is in`() {
        let document = Array("{\\rtf1 Text.}".utf8)
        #expect(ArticleFileReader.objection(to: "windows-1251", named: "a.rtf", of: document) != nil)
    }

    /// Files that hold texts, each with one that is UTF-8 and one in the bytes given.
    private func files(_ story: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
        let other = Array(self.story.utf8)
        let zipped = zip([(name: "a.txt", bytes: story), (name: "b.txt", bytes: other)])
        let lines = [story, other].flatMap { Array(#"{"text": ""#.utf8) + $0 + Array("\"}\n".utf8) }
        let mail = [story, other].flatMap {
            Array("From a@b Mon Feb  3 10:15:00 2020\nSubject: x\n\n".utf8) + $0 + Array("\n\n".utf8)
        }
        return [("a.zip", zipped), ("a.jsonl", lines), ("a.mbox", mail)]
    }

    @Test func `texts in a file of several are read in the named set, those in UTF-8 apart`() throws {
        for (name, bytes) in try files(try #require(encoded(story, as: "KOI8-R"))) {
            let guessed = try read(bytes, named: name)
            #expect(guessed.compactMap(\.article).count == 2, "\(name)")
            #expect(guessed.compactMap(\.article).allSatisfy { $0.body.contains("лошадей") }, "\(name)")
            #expect(guessed.contains { if case .charset = $0 { true } else { false } }, "\(name)")
            let named = try read(bytes, named: name, in: "cp866")
            let right = named.compactMap(\.article).map { $0.body.contains("лошадей") }
            #expect(right == [false, true], "\(name)")
            #expect(!named.contains { if case .charset = $0 { true } else { false } }, "\(name)")
        }
    }

    @Test func `a named set leaves each member of an archive its number`() throws {
        let bytes = try #require(encoded(story, as: "KOI8-R"))
        let zipped = zip(["a.txt", "b.txt", "c.txt"].map { (name: $0, bytes: bytes) })
        for charset in [nil, "KOI8-R", "cp866"] {
            let numbers = try read(zipped, named: "a.zip", in: charset).filter { $0.article != nil }
            #expect(
                numbers.map(\.outline) == ["1 article", "2 article", "3 article"], "\(charset ?? "none")")
        }
    }

    private struct NoGuess: Error {}
}
