/// Marks of formats that are made of letters, so that a text may begin with one:
/// `WARC/1.0 is what crawlers write`. What must follow in a file of the format tells them apart.
enum LetterSignature {
    private static let pdfMark = Array("%PDF-".utf8)
    private static let richTextMark = Array("{\\rtf".utf8)
    private static let webArchiveMarks = ["WARC/0.", "WARC/1."].map { Array($0.utf8) }
    private static let postScriptMark = Array("%!PS".utf8)
    private static let gifMarks = ["GIF87a", "GIF89a"].map { Array($0.utf8) }
    private static let tarMark = Array("ustar".utf8)
    private static let bzip2Mark = Array("BZh".utf8)
    /// π and √π in decimal digits, of which a block begins with the first and the end of a stream with the
    /// second.
    private static let bzip2BlockMarks: [[UInt8]] = [
        [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
    ]

    /// Whether a PDF begins: behind its version is nothing yet, a comment, an object, or bytes that no text
    /// has.
    static func isPDF(_ head: [UInt8]) -> Bool {
        guard head.starts(with: pdfMark) else { return false }
        let rest = head.dropFirst(pdfMark.count).drop { isDigit($0) || $0 == UInt8(ascii: ".") }
        guard let next = rest.first(where: { !isBlank($0) }) else { return true }
        return next == UInt8(ascii: "%") || hasObject(rest) || !ContentSignature.looksLikeText(head)
    }

    /// Whether rich text begins: behind its mark stands another control word, a group or its end.
    static func isRichText(_ head: [UInt8]) -> Bool {
        guard head.starts(with: richTextMark) else { return false }
        let version = head.dropFirst(richTextMark.count).prefix(while: isDigit)
        let rest = head.dropFirst(richTextMark.count + version.count)
        guard let next = rest.first(where: { !isBlank($0) }) else { return true }
        if [UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(next) { return true }
        return !version.isEmpty && rest.contains { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\\") }
    }

    /// Whether a record of a web archive begins: its version is alone on the line, and a header follows.
    static func isWebArchive(_ head: [UInt8]) -> Bool {
        guard webArchiveMarks.contains(where: { head.starts(with: $0) }) else { return false }
        let (first, next) = head.line(from: 0, before: head.count)
        guard head[first].dropFirst(7).allSatisfy({ isDigit($0) || isBlank($0) }) else { return false }
        let headers = head.text(in: next..<head.count).lowercased()
        return headers.isEmpty || ("\n" + headers).contains("\nwarc-") || headers.hasPrefix("content-")
    }

    /// Whether PostScript begins, the mark of which has its line to itself or names the conventions that it
    /// keeps to.
    static func isPostScript(_ head: [UInt8]) -> Bool {
        guard head.starts(with: postScriptMark) else { return false }
        let first = head[head.line(from: 0, before: head.count).content].dropFirst(postScriptMark.count)
        return first.allSatisfy(isBlank) || first.starts(with: Array("-Adobe".utf8))
    }

    /// Whether bzip2 begins: a level, and the mark of a block or of the end.
    static func isBzip2(_ head: [UInt8]) -> Bool {
        guard head.starts(with: bzip2Mark), head.count > 3, (0x31...0x39).contains(head[3]) else {
            return false
        }
        let next = head.dropFirst(4).prefix(6)
        return bzip2BlockMarks.contains { $0.starts(with: next) }
    }

    /// Whether a picture of the kind GIF begins: its sizes, of which no picture has only such as are letters.
    static func isGIF(_ head: [UInt8]) -> Bool {
        gifMarks.contains { head.starts(with: $0) } && !ContentSignature.looksLikeText(head)
    }

    /// Whether a tar archive begins: the names and numbers of a member are filled up with NUL.
    static func isTar(_ head: [UInt8]) -> Bool {
        head.dropFirst(257).starts(with: tarMark) && head.contains(0)
    }

    /// Whether a tag stands at the start of `opening`, which is in lower case: behind its name ends the tag,
    /// or stands an attribute.
    static func isTag(_ name: String, in opening: String) -> Bool {
        guard opening.hasPrefix(name) else { return false }
        let rest = opening.dropFirst(name.count)
        guard let next = rest.first else { return true }
        guard next == ">" || next == "/" || next.isWhitespace else { return false }
        return rest.contains { $0 == ">" || $0 == "=" || $0 == "\"" } || rest.allSatisfy(\.isWhitespace)
    }

    /// Whether a mail begins: among its first headers is one that mails have, or one of several words, of
    /// which texts hardly have any.
    static func isMail(_ head: [UInt8]) -> Bool {
        let lines = lines(of: head).drop(while: \.isEmpty)
        guard let first = lines.first else { return true }
        if first.hasPrefix("From ") || first.hasPrefix(">From ") { return true }
        return lines.prefix { !$0.isEmpty }.contains { line in
            guard let colon = line.firstIndex(of: ":") else { return false }
            let name = String(line[..<colon]).trimmed.lowercased()
            return mailHeaders.contains(name) || (name.contains("-") && !name.contains { $0.isBlank })
        }
    }

    private static let mailHeaders: Set<String> = [
        "from", "to", "cc", "bcc", "subject", "date", "received", "sender", "references", "precedence",
        "organization",
        "newsgroups", "path", "status", "importance", "priority",
    ]

    /// Whether a mailbox begins: a message stands at its start, or behind a blank line.
    static func isMailbox(_ head: [UInt8]) -> Bool {
        let lines = lines(of: head)
        guard lines.contains(where: { !$0.isEmpty }) else { return true }
        return lines.indices.contains { index in
            lines[index].hasPrefix("From ") && (index == 0 || lines[index - 1].isEmpty)
        }
    }

    private static func lines(of head: [UInt8]) -> [Substring] {
        String(decoding: head, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// Whether an object of a PDF begins somewhere: `1 0 obj`.
    private static func hasObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        let mark = Array(" obj".utf8)
        return bytes.indices.dropFirst().contains {
            isDigit(bytes[$0 - 1]) && bytes[$0...].starts(with: mark)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
