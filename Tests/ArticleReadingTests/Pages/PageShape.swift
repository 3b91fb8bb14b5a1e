import Foundation
import SystemPackage
import Testing

/// A page as sites make them, with a hole wherever a text goes, from the files in `Shapes`.
///
/// There a shape begins with `=== LANGUAGE: NAME` (English without a language). `{1}` to `{9}` are paragraphs
/// of the article, `{N}` the next one, `{p}` all of them in `<p>`, `{p2-5}` some, `{br}` all with `<br><br>`
/// between; `{T}` is its headline, `{SUB}` a heading in it. `{h}`, `{s}`, `{c}` and `{L}` are a headline, a
/// sentence, a comment and a label of something else, `{nav5}`, `{li5}` and `{tease5}` five links, list items
/// and teasers; `{BY}` and `{CAP}` count neither way. `[[3|…]]` stands three times.
struct PageShape: Sendable {
    let name: String
    let language: String
    let template: String

    /// A page, and which of its words are whose.
    struct Page {
        var html = ""
        /// The words of the article, its headline among them.
        var article: [String] = []
        /// Words that may be taken or left.
        var neutral: [String] = []
    }

    static func all() throws -> [PageShape] {
        let folder = FilePath(#filePath).removingLastComponent().appending("Shapes").string
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { file in
            try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                .split(separator: "=== ").map { shape in
                    let line = shape.prefix { $0 != "\n" }
                    let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
                    let isLanguage = parts.count == 2 && parts[0].count == 2
                    return PageShape(
                        name: isLanguage ? parts[1] : String(line), language: isLanguage ? parts[0] : "en",
                        template: String(shape.dropFirst(line.count + 1)))
                }
        }
    }

    /// The page with all holes filled.
    func page(from texts: ShapeTexts) throws -> Page {
        var filler = Filler(texts: texts, language: language)
        try filler.fill(template[...])
        return filler.page
    }
}

/// Fills one page, each hole with the next text of its kind.
private struct Filler {
    let texts: ShapeTexts
    let language: String
    var page = PageShape.Page()
    private var counts: [String: Int] = [:]
    private var paragraph = 0

    init(texts: ShapeTexts, language: String) {
        self.texts = texts
        self.language = language
    }

    mutating func fill(_ template: Substring) throws {
        var rest = template
        while let next = rest.firstRange(of: try Regex(#"\[\[|\{[A-Za-z]*[0-9-]*\}"#)) {
            page.html += rest[..<next.lowerBound]
            let found = rest[next]
            rest = rest[next.upperBound...]
            if found == "[[" {
                let end = try #require(rest.firstRange(of: "]]"))
                let parts = rest[..<end.lowerBound].split(separator: "|", maxSplits: 1)
                for _ in 0..<(try #require(Int(parts[0]))) { try fill(parts[1]) }
                rest = rest[end.upperBound...]
            } else {
                try fillHole(String(found.dropFirst().dropLast()))
            }
        }
        page.html += rest
    }

    private mutating func fillHole(_ hole: String) throws {
        let kind = String(hole.prefix { $0.isLetter })
        let number = hole.dropFirst(kind.count)
        let all = try texts.all(language, "P")
        switch kind {
        case "", "N":
            paragraph = Int(number) ?? paragraph + 1
            page.html += take(try #require(all.count >= paragraph ? all[paragraph - 1] : nil, "\(hole)"))
        case "p", "br":
            let ends = number.split(separator: "-").compactMap { Int($0) }
            let numbers = ends.isEmpty ? 1...all.count : ends[0]...ends[ends.count - 1]
            let chosen = numbers.map { take(all[$0 - 1]) }
            page.html +=
                kind == "p"
                ? chosen.map { "<p>\($0)</p>" }.joined(separator: "\n")
                : chosen.joined(separator: "<br><br>\n")
            paragraph = numbers.upperBound
        case "T":
            let title = try next("T")
            if page.article.isEmpty || !page.article.starts(with: ShapeTexts.words(of: title)) {
                page.article = ShapeTexts.words(of: title) + page.article
            }
            page.html += title
        case "SUB": page.html += take(try next(kind))
        case "BY", "CAP":
            let text = try next(kind)
            page.neutral += ShapeTexts.words(of: text)
            page.html += text
        case "h", "s", "c": page.html += try next(kind.uppercased())
        case "nav": try fillEach(number, "<a href=/l>{L}</a>\n")
        case "li": try fillEach(number, "<li><a href=/x>{h}</a></li>\n")
        case "tease": try fillEach(number, "<div class=teaser><h3><a href=/x>{h}</a></h3><p>{s}</p></div>\n")
        default: page.html += try next(kind)
        }
    }

    private mutating func fillEach(_ number: Substring, _ template: String) throws {
        for _ in 0..<(try #require(Int(number))) { try fill(template[...]) }
    }

    private mutating func take(_ text: String) -> String {
        page.article += ShapeTexts.words(of: text)
        return text
    }

    private mutating func next(_ kind: String) throws -> String {
        let all = try texts.all(language, kind)
        defer { counts[kind, default: 0] += 1 }
        return all[counts[kind, default: 0] % all.count]
    }
}

/// The texts that pages are filled with.
struct ShapeTexts: Sendable {
    private var byKind: [String: [String]] = [:]

    init() throws {
        let file = FilePath(#filePath).removingLastComponent().appending("texts.txt").string
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t").map(String.init)
            try #require(columns.count == 3, "\(line)")
            byKind["\(columns[0]) \(columns[1])", default: []].append(columns[2])
        }
    }

    func all(_ language: String, _ kind: String) throws -> [String] {
        try #require(byKind["\(language) \(kind)"], "no \(kind) in \(language)")
    }

    /// Runs of letters and digits in lower case; each Han character by itself.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            let isHan = (0x4E00...0x9FFF).contains(scalar.value)
            let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if !isPart || isHan, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if isHan { words.append(String(scalar)) } else if isPart { word.unicodeScalars.append(scalar) }
        }
        return word.isEmpty ? words : words + [word]
    }
}
