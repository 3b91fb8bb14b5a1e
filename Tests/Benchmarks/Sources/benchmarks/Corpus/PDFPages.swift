/// A PDF of plain lines in one of its own fonts.
enum PDFPages {
    /// 60 lines of 90 letters fill a page.
    private static let linesOfPage = 60
    private static let lettersOfLine = 90

    static func file(_ article: CorpusArticle) -> [UInt8] {
        var lines: [String] = [""]
        for word in String(decoding: article.text, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
            if lines[lines.count - 1].utf8.count + word.utf8.count > lettersOfLine { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        let pages = stride(from: 0, to: lines.count, by: linesOfPage)
            .map { lines[$0..<min(lines.count, $0 + linesOfPage)] }
        let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for (index, page) in pages.enumerated() {
            let content =
                "BT /F1 10 Tf 12 TL 40 800 Td\n" + page.map { "(\($0)) '" }.joined(separator: "\n") + "\nET"
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents \(5 + 2 * index) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        objects.append("<< /Title (\(ArticleFormat.title(article))) >>")
        var file = "%PDF-1.4\n"
        var places = ""
        for (index, object) in objects.enumerated() {
            let place = String(file.utf8.count)
            places += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file +=
            "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(places)trailer\n<< /Size \(objects.count + 1) "
        file += "/Root 1 0 R /Info \(objects.count) 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }
}
