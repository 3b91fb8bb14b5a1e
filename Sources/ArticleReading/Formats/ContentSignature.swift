/// What the first bytes of a file give away, whatever its name says.
enum ContentSignature {
    /// The bytes of the start that are enough to tell: the mark of a tar archive stands furthest in, at 257.
    static let byteCount = 512

    /// Why a file that begins with `head` cannot be read as `format`; `nil` where nothing speaks against it.
    static func refusal(of head: [UInt8], as format: FileFormat) -> Refusal? {
        // Lines are told apart before they are read, by a byte that other encodings have elsewhere, too.
        if format == .jsonLines, let encoding = encodings.first(where: { head.starts(with: $0.mark) }) {
            return Refusal(.unsupportedEncoding(encoding.name))
        }
        // A Word document that is encrypted looks like an old one; whoever reads it tells them apart.
        if case .office = format, isCompound(head) { return nil }
        return binary(in: head).map { Refusal(.unsupportedFormat($0)) }
    }

    /// What a file is that begins with `head`, by its name for people, where that is known and not read.
    private static func binary(in head: [UInt8]) -> String? {
        if LetterSignature.isPostScript(head) { return "PostScript" }
        if LetterSignature.isGIF(head) { return "a picture (GIF)" }
        return binaries.first { head.starts(with: $0.mark) }?.name
    }

    private static let encodings: [(mark: [UInt8], name: String)] = [
        ([0xFF, 0xFE, 0x00, 0x00], "UTF-32"),
        ([0x00, 0x00, 0xFE, 0xFF], "UTF-32"),
        ([0xFF, 0xFE], "UTF-16"),
        ([0xFE, 0xFF], "UTF-16"),
    ]

    /// Whether a file that begins with `head` is an archive or compressed, in a form that is unpacked.
    static func isArchive(_ head: [UInt8]) -> Bool {
        archives.contains { head.starts(with: $0) } || LetterSignature.isBzip2(head)
            || LetterSignature.isTar(head)
    }

    /// Whether bytes are a zip archive with members.
    static func isZip(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Whether bytes are the file of streams that Office wrote before 2007.
    static func isCompound(_ head: [UInt8]) -> Bool { head.starts(with: compoundMark) }

    private static let compoundMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// The kind of document that a file is which begins with `head`; `nil` where it is none.
    static func document(in head: [UInt8]) -> FileFormat? {
        guard let first = head.first, [0x25, 0x50, 0x57, 0x7B].contains(first) else { return nil }
        if LetterSignature.isPDF(head) { return .pdf }
        if LetterSignature.isRichText(head) { return .richText }
        if LetterSignature.isWebArchive(head) { return .webArchive }
        guard isZip(head) else { return nil }
        // The name of the first member stands at 30. OpenDocument and EPUB begin with a member that holds
        // their type as it is, Office's with the types of all its parts, or with their relations.
        let name = head.dropFirst(30)
        if name.starts(with: Array("mimetypeapplication/epub+zip".utf8)) { return .office(.book) }
        if name.starts(with: Array("mimetypeapplication/vnd.oasis.opendocument.".utf8)) {
            return .office(.openDocument)
        }
        let parts = ["[Content_Types].xml", "_rels/.rels"]
        return parts.contains { name.starts(with: Array($0.utf8)) } ? .office(.word) : nil
    }

    /// Whether the beginning of a file tells that it is a document, an archive or compressed.
    static func tellsFormat(_ head: [UInt8]) -> Bool {
        // What begins wrongly, and goes on as one of them.
        let signs = ["%PDF-", "WARC-Type", "\\rtf1"]
        return document(in: head) != nil || isArchive(head) || isCompound(head) || binary(in: head) != nil
            || signs.contains { sign in
                let sign = Array(sign.utf8)
                return head.indices.contains { head[$0] == sign[0] && head[$0...].starts(with: sign) }
            }
    }

    /// Whether the beginning of a file has no byte that texts do not have: control characters but for blanks
    /// and line ends, which everything that is packed soon has.
    static func looksLikeText(_ head: [UInt8]) -> Bool {
        !head.contains { $0 < 0x20 && !(0x09...0x0D).contains($0) || $0 == 0x7F }
    }

    private static let archives: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06],  // zip, the second without members
        [0x1F, 0x8B],  // gzip
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],  // xz
        [0x28, 0xB5, 0x2F, 0xFD],  // zstd
    ]

    private static let binaries: [(mark: [UInt8], name: String)] = [
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "an archive (7z)"),
        (Array("Rar!".utf8) + [0x1A, 0x07], "an archive (rar)"),
        (compoundMark, "an old Office document"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"),
        (Array("SQLite format 3".utf8) + [0x00], "a database (SQLite)"),
    ]

    /// The format of a file that begins with a tag of it; `nil` where it begins with anything else.
    static func markup(in head: [UInt8]) -> FileFormat? {
        guard let opening = tag(in: head)?.lowercased() else { return nil }
        if isPage(opening) { return .page }
        let tags = ["<rss", "<feed", "<rdf:rdf", "<nitf", "<newsitem", "<newsmessage", "<!doctype nitf"]
        if tags.contains(where: { LetterSignature.isTag($0, in: opening) }) { return .xml }
        guard LetterSignature.isTag("<?xml", in: opening) else { return nil }
        // What an item of a feed has in it may be a page.
        return isPage(behindProlog(opening)) ? .page : .xml
    }

    /// Whether a text in small letters begins as a web page does.
    private static func isPage(_ opening: String) -> Bool {
        ["<!doctype html", "<html"].contains { LetterSignature.isTag($0, in: opening) }
    }

    /// What stands behind declarations, instructions and comments at the beginning of XML: its type, or its
    /// first tag.
    private static func behindProlog(_ opening: String) -> String {
        var rest = opening[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            let end = rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!--") ? "-->" : nil
            guard let end else { return String(rest) }
            guard let range = rest.dropFirst(2).firstRange(of: end) else { return "" }
            rest = rest[range.upperBound...]
        }
        return ""
    }

    /// What stands at the beginning of a file from its first tag on; `nil` where something else stands before
    /// it.
    static func tag(in head: [UInt8]) -> String? {
        // UTF-16 writes the letters of tags with NUL bytes between them.
        let isLetter = { (byte: UInt8) in byte != 0 && byte != 0xFE && byte != 0xFF }
        // Nearly every file says here that it is no markup.
        let first = head.first { isLetter($0) && $0 != 0x20 && !(0x09...0x0D).contains($0) }
        guard let first, first == UInt8(ascii: "<") || first >= 0x80 else { return nil }
        let plain = head.filter(isLetter)
        let start = plain.skippingBlanks(from: 0, before: plain.count, andLineEnds: true)
        guard start < plain.count, plain[start] == UInt8(ascii: "<") else { return nil }
        return String(decoding: plain[start...], as: UTF8.self)
    }
}
