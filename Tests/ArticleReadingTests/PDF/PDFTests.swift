import ArticleReading
import Articles
import TestSupport
import Testing

/// Poppler is not told which of two PDFs it complains about, hence one after the other.
@Suite(.serialized, .timeLimit(.hang)) struct PDFTests {
    private let file = PDFFile(pages: [
        ["The city council voted to reopen", "the old tram line on Monday."],
        ["Page two speaks of meteorites."],
    ])

    @Test(arguments: ["story.pdf", "story.txt", "story", "story.docx", "story.json"])
    func `the text of its pages is one article, whatever it is called`(name: String) throws {
        let pieces = try pieces(file.bytes, named: name)
        #expect(pieces.map(\.outline) == ["0 article"])
        let article = try #require(pieces.first?.article)
        #expect(article.title == "Trams return")
        #expect(
            article.body
                == "The city council voted to reopen\nthe old tram line on Monday.\n\nPage two speaks of meteorites."
        )
        #expect(article.agency == "Dana Omarova")
        #expect(ArticleFileReader.needsConfinement(named: name, head: Array(file.bytes.prefix(512))))
    }

    @Test func `the time at which a program made it is no date`() throws {
        #expect(try pieces(file.bytes, named: "a.pdf").first?.article?.date == nil)
    }

    @Test func `a word that is divided at the end of a line is one word`() throws {
        let file = PDFFile(pages: [["They saw a meteo-", "rite near Ust-", "Kamenogorsk in 2019-", "2020."]])
        #expect(
            try pieces(file.bytes, named: "a.pdf").first?.article?.body
                == "They saw a meteorite near Ust-\nKamenogorsk in 2019-\n2020.")
    }

    @Test(arguments: ["Microsoft Word - trams.doc", "trams_final.indd", "untitled", " "])
    func `what programs write as its title is none`(title: String) throws {
        var file = file
        file.information = "/Title (\(title))"
        let article = try pieces(file.bytes, named: "a.pdf").first?.article
        #expect(article?.title == "The city council voted to reopen the old tram line on Monday.")
        #expect(article?.agency == nil)
    }

    @Test func `one that has only pictures is refused`() throws {
        #expect(try refusal(PDFFile(pages: [[], []]).bytes, named: "a.pdf") == .onlyPictures("the PDF"))
    }

    @Test func `one that a password closes is refused`() throws {
        let noKey = String(repeating: "0", count: 64)
        var file = file
        file.objects = ["<< /Filter /Standard /V 1 /R 2 /O <\(noKey)> /U <\(noKey)> /P -4 >>"]
        file.trailer = "/Encrypt 9 0 R /ID [<00> <00>]"
        #expect(try refusal(file.bytes, named: "a.pdf") == .encrypted("the PDF"))
    }

    @Test func `a file that was not written to its end is refused`() throws {
        let bytes = file.bytes
        for count in [9, 200, 700, bytes.count - 60, bytes.count - 30] {
            #expect(
                try pieces(bytes.prefix(count), named: "a.pdf").map(\.outline) == ["0 damaged"], "\(count)")
        }
        #expect(try pieces([8, 7, 0, 1], named: "a.pdf").map(\.outline) == ["0 damaged"])
    }

    @Test(
        arguments: [
            ("/Kids [4 0 R 6 0 R]", "/Kids [4 0 R 2 0 R]"),  // Pages that hold themselves.
            ("\n6 0 obj", "\n9 0 obj"),  // A page that is not there.
            ("(Page two", "Page two"),  // Text that is none.
            ("/F1 3 0 R", "/F2 3 0 R"),  // A font that is not there.
            ("/Count 2", "/Count 9"),
        ])
    func `what would cost a part of the text is a refusal`(text: String, other: String) throws {
        #expect(try pieces(file.replacing(text, with: other), named: "a.pdf").map(\.outline) == ["0 damaged"])
    }

    @Test(arguments: ["1 1 l S", "/G9 gs", "/C9 cs"])
    func `what costs a drawing and no text is no refusal`(drawing: String) throws {
        var file = file
        file.drawing = drawing
        #expect(try pieces(file.bytes, named: "a.pdf").map(\.outline) == ["0 article"])
    }

    @Test func `pages without text are named where others have some`() throws {
        var file = file
        file.pages = [["One page"], [], ["Three pages"], []]
        let article = try #require(try pieces(file.bytes, named: "a.pdf").first?.article)
        #expect(article.origin == "pages 2, 4 of 4 have no text: empty, or pictures, as scans have")
    }

    @Test(arguments: ["/X9 Do", "cannot", "BI /W 9", "/image Do", "/link#20image Do", "/image#27#20annot Do"])
    func `what may cost text is a refusal`(drawing: String) throws {
        var file = file
        file.drawing = drawing
        #expect(try pieces(file.bytes, named: "a.pdf").map(\.outline) == ["0 damaged"])
    }

    @Test func `a font that refers to itself ends`() throws {
        let looped = file.replacing("/Encoding /WinAnsiEncoding", with: "/Encoding 3 0 R /ToUnicode 3 0 R")
        #expect(try pieces(looped, named: "a.pdf").count == 1)
    }

    @Test func `changed bytes give an article or one refusal`() throws {
        let bytes = file.bytes
        var random = SeededGenerator(seed: 20_200_203)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<4 {
                damaged[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            #expect(try pieces(damaged, named: "a.pdf").count == 1)
        }
    }

    @Test func `a text beyond the limit is refused`() throws {
        let pieces = try pieces(file.bytes, named: "a.pdf", limits: ReadingLimits(articleByteCount: 50))
        #expect(pieces.map(\.outline) == ["0 article_too_large"])
    }
}
