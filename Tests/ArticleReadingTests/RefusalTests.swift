import ArticleReading
import Testing

@Suite struct RefusalTests {
    static let all: [Refusal.Reason] = [
        .emptyFile, .noText, .noArticles, .unsupportedFormat("PDF"), .unsupportedEncoding("UTF-16"),
        .nulByte(offset: 5),
        .invalidUTF8(offset: 5), .invalidBytes("UTF-16", offset: 5), .articleTooLarge(limit: 9),
        .documentTooLarge(limit: 9),
        .noSuchDay("2020-02-30", .header), .unreadableDate("3 Feb", .frontMatter),
        .invalidJSON(.unexpectedEnd, offset: 5), .nestedTooDeep(limit: 512, offset: 5),
        .notAnObject(found: .array),
        .wrongKind(field: "text", found: .null), .duplicateField("text"),
        .loneSurrogate(field: "text", offset: 5),
        .nulCharacter(field: "text"), .neitherTextNorTitle, .invalidXML("x", line: 2), .declaresEntities,
        .unknownXML(root: "svg"), .encrypted("PDF"), .damaged("the archive", detail: "x"),
        .onlyPictures("the PDF"), .notInstalled("PDF", package: "x", "x"),
        .groupsTooDeep(limit: 9, offset: 5),
        .fileTooLarge(key: "archive-bytes", limit: 9), .memberTooLarge(limit: 9), .archivesTooDeep(limit: 4),
        .tooManyMembers(limit: 9), .expandsTooMuch(limit: 9),
        .readerDied(signal: 11), .readerTookTooLong(seconds: 9), .answerTooLarge(limit: 9),
        .readerFailed("x"), .noMemory,
    ]

    @Test func `every reason has a code of its own in snake case`() {
        let codes = Self.all.map { Refusal($0).code }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.allSatisfy { $0.isLowercase || "_8".contains($0) } })
    }

    @Test(
        arguments: [
            (.emptyFile, "the file is empty; it is read again when it changes"),
            (.unsupportedFormat("PostScript"), "PostScript is not read yet; save it as text in UTF-8"),
            (
                .notInstalled("PDF", package: "libpoppler-glib8", "libpoppler-glib.so.8: cannot open"),
                "PDF cannot be read, since a library is missing (libpoppler-glib.so.8: cannot open); install the "
                    + "package libpoppler-glib8, and it is read at the next start"
            ),
            (
                .onlyPictures("the PDF"),
                "the PDF has no text, only pictures, as scans have; put it through text recognition (OCR), or save "
                    + "its text"
            ),
            (.invalidUTF8(offset: 5), "the byte at offset 5 is not UTF-8; save the text in UTF-8"),
            (
                .noSuchDay("2020-02-30", .header),
                "the header declares 2020-02-30, which is no day of the calendar; correct the date"
            ),
            (
                .wrongKind(field: "text", found: .number),
                "the field 'text' is a number and should be a string"
            ),
            (
                .wrongKind(field: "id", found: .array),
                "the field 'id' is an array and should be a string or a number"
            ),
            (
                .invalidJSON(.unexpectedEnd, offset: 5),
                "the JSON is broken at offset 5: it ends inside a value; write it whole"
            ),
        ] as [(Refusal.Reason, String)])
    func `a reason says what, where and what to do`(reason: Refusal.Reason, text: String) {
        #expect(Refusal(reason).description == text)
    }

    @Test func `a message repeats no more than a line of what the file says`() {
        let text =
            "a\r\nb\u{7}\u{1B}[31m" + String(repeating: "x\u{301}\u{301}\u{301}\u{301}\u{301}", count: 1_000)
        let message = Refusal(.unreadableDate(text, .header)).description
        #expect(message.unicodeScalars.count < 350)
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 32 })
    }
}
