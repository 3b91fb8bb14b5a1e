/// Tells a headline from the text below it.
enum Headline {
    /// The most characters of a line that can be a headline, and of a title made from a sentence.
    static let characterLimit = 200

    /// The bytes that ``characterLimit`` characters may take; more are marks heaped on letters, and no
    /// headline.
    static let byteLimit = characterLimit * 16

    /// The title and the body of a text that begins and ends with something other than blanks.
    ///
    /// A first line that stands alone before a blank line and has at most ``characterLimit`` characters is
    /// the title and no part of the body; otherwise the first sentence is the title and stays in the body.
    /// Where a dateline begins the text, that is the sentence behind it.
    static func split(
        _ text: Range<Int>, of bytes: [UInt8], dateline: Range<Int>? = nil
    ) -> (title: String, body: String) {
        if let (line, rest) = headline(of: text, in: bytes) {
            return (bytes.text(in: line), bytes.text(in: rest))
        }
        let body = bytes.text(in: text)
        if let dateline, dateline.lowerBound == text.lowerBound {
            let sentence = FirstSentence.of(bytes.text(in: dateline.upperBound..<text.upperBound))
            if !sentence.isEmpty { return (sentence, body) }
        }
        return (FirstSentence.of(body), body)
    }

    /// The title and the body of the text of a page that declares no title: a first line that ends as no
    /// sentence does is the headline, also where the text goes on right below it.
    static func split(_ page: String) -> (title: String, body: String) {
        let line = page.prefix { $0 != "\n" }
        let rest = String(page.dropFirst(line.count)).trimmed
        guard !line.isEmpty, !rest.isEmpty, line.count <= characterLimit,
            line.last.map({ !".!?:;,…。！？：；，".contains($0) }) == true
        else { return (FirstSentence.of(page), page) }
        return (String(line).trimmed, rest)
    }

    /// A first line that stands alone before a blank line, and what is below it; `nil` where there is none.
    static func headline(of text: Range<Int>, in bytes: [UInt8]) -> (
        line: Range<Int>, rest: Range<Int>
    )? {
        let reach = min(text.upperBound, text.lowerBound + byteLimit + 2)
        let (content, next) = bytes.line(from: text.lowerBound, before: reach)
        guard content.upperBound < reach, content.count <= byteLimit else { return nil }
        let afterBlanks = bytes.skippingBlanks(from: next, before: text.upperBound, andLineEnds: false)
        guard afterBlanks < text.upperBound, bytes[afterBlanks] == 0x0A || bytes[afterBlanks] == 0x0D else {
            return nil
        }
        let line = bytes.trimmed(content)
        guard bytes.text(in: line).prefix(characterLimit + 1).count <= characterLimit else { return nil }
        return (line, bytes.trimmed(next..<text.upperBound))
    }
}
