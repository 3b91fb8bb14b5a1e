import ArticleReading
import Articles
import TestSupport
import Testing

@Suite(.timeLimit(.hang)) struct RichTextTests {
    private static let header =
        #"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Symbol;}}"#

    private func body(_ content: String) throws -> String? {
        let text = Self.header + #"{\info{\title A title}}"# + content + "}"
        return try pieces(text, named: "a.rtf").first?.article?.body
    }

    @Test func `its information is title, author and the day it was written`() throws {
        let text =
            Self.header
            + #"{\info{\title Trams return}{\author Dana Omarova}{\operator Somebody}{\creatim\yr2020\mo2\dy3\hr10}"#
            + #"{\revtim\yr2024\mo1\dy1}}\pard The council voted.\par Trams run.}"#
        for name in ["a.rtf", "a.doc", "a.txt", "a"] {
            let article = try article(text, named: name)
            #expect(article.title == "Trams return")
            #expect(article.body == "The council voted.\n\nTrams run.")
            #expect(article.agency == "Dana Omarova")
            #expect(article.date?.description == "2020-02-03")
        }
    }

    @Test(
        arguments: [
            ("Symbol", #"{\f2 abc \'d0\u61537?} end"#, "αβχ ∠α end"),
            ("Symbol", #"\f2 S\f0  of it"#, "Σ of it"), ("Wingdings", #"{\f2 abc}end"#, "end"),
            ("Kazakh Times", #"{\f2 abc} end"#, "abc end"),
        ])
    func `fonts of signs have the letters that they draw`(font: String, text: String, expected: String) throws
    {
        let header = Self.header.replacing("Symbol;", with: font + ";")
        let article = try article(header + #"{\info{\title A}}"# + text + "}", named: "a.rtf")
        #expect(article.body == expected)
    }

    @Test func `without information the first paragraph is the headline`() throws {
        let article = try article(
            Self.header + #"\b Trams return\b0\par The council voted.\par}"#, named: "a.rtf")
        #expect(article.title == "Trams return")
        #expect(article.body == "The council voted.")
        #expect(article.date == nil)
    }

    @Test(
        arguments: [
            (#"\'cf\'f0\'e8\'e2\'e5\'f2"#, "Привет"),
            (#"\f1 caf\'e9\f0 \'ff"#, "caféя"),
            (#"\uc1\u1178?\u1072?{\uc2\u1179\'ea\'ea}\u-10179?\u-8704?"#, "Қақ😀"),
            (#"a\tab b\line c\~d\_e\emdash f \{g\} \\h"#, "a\tb\nc\u{A0}d-e—f {g} \\h"),
            ("one\ntwo\\\nthree", "onetwo\n\nthree"),
            (
                #"kept{\*\unknown gone}{\deleted gone}{\header gone}{\pict 00ff}{\*\shppict{\pict\bin3 }}}}}end"#,
                "keptend"
            ),
            (#"{\field{\*\fldinst HYPERLINK "x"}{\fldrslt a link}}"#, "a link"),
            (#"text{\footnote a note}\par more"#, "text\n\nmore\n\na note"),
            (#"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt in a box\par}}{\shprslt gone}}"#, "in a box"),
            (#"{\upr{gone}{\*\ud{kept}}}"#, "kept"),
            (#"\trowd one\cell two\cell\row"#, "one\n\ntwo"),
            (#"{\f2 \'b7}item"#, "•item"),
            (#"{\annotation gone}{\*\atnauthor gone}kept"#, "kept"),
        ])
    func `what a reader sees is the text`(content: String, text: String) throws {
        #expect(try body(content) == text)
    }

    @Test func `characters of two bytes are put together`() throws {
        let text = #"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 Gothic;}}\f0 \'93\'8c\'8b\'9e\'81\'42}"#
        #expect(try article(text, named: "a.rtf").body == "東京。")
    }

    @Test(
        arguments: [
            (#"\par a text that ends"#, "damaged"), (#"a}{\rtf1 more}"#, "damaged"), (#"\'zz}"#, "damaged"),
            (#"\bin99 x}"#, "damaged"), (#"}"#, "no_text"), (#"{\pict 00}}"#, "no_text"), (#"a\"#, "damaged"),
            (#"\f1\'81}"#, "damaged"),
        ])
    func `what is not whole, or no text, is refused`(content: String, code: String) throws {
        #expect(try pieces(Self.header + content, named: "a.rtf").map(\.outline) == ["0 \(code)"])
    }

    @Test func `groups nested without end are refused`() throws {
        let deep = #"{\rtf1 "# + String(repeating: "{", count: 100_000) + "text"
        for text in [deep, deep + String(repeating: "}", count: 100_001)] {
            #expect(try pieces(text, named: "a.rtf").map(\.outline) == ["0 groups_too_deep"])
        }
    }

    @Test func `what is called so and is something else is read as that, or refused`() throws {
        #expect(try pieces("<html><title>Trams</title><p>x", named: "a.rtf").first?.article?.title == "Trams")
        #expect(try pieces([8, 7, 0, 1], named: "a.rtf").map(\.outline) == ["0 damaged"])
    }

    @Test func `it is read in the daemon, in which no library parses it`() {
        #expect(!ArticleFileReader.needsConfinement(named: "a.rtf", head: Array(#"{\rtf1 x}"#.utf8)))
    }

    @Test func `cut and changed bytes give an article or one refusal`() throws {
        let text =
            Self.header
            + #"{\info{\title T}}\'cf\u1178?{\*\x y}{\field{\*\fldinst a}{\fldrslt b}}\bin2 xx\par e}"#
        let bytes = Array(text.utf8)
        for count in 5..<bytes.count {
            #expect(try pieces(bytes.prefix(count), named: "a.rtf").map(\.outline) == ["0 damaged"])
        }
        var random = SeededGenerator(seed: 20_200_203)
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 6..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            #expect(try pieces(damaged, named: "a.rtf").count == 1)
        }
    }
}
