/// A PDF of plain pages.
struct PDFFile {
    /// The lines of each page.
    var pages: [[String]]
    var information = "/Title (Trams return) /Author (Dana Omarova) /CreationDate (D:20150101000000Z)"
    /// What the trailer says besides.
    var trailer = ""
    /// What is drawn on each page before its text.
    var drawing = ""
    /// Further objects.
    var objects: [String] = []

    /// The file.
    var bytes: [UInt8] {
        let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        var all = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for (index, lines) in pages.enumerated() {
            let shown = lines.enumerated().map { "1 0 0 1 72 \(760 - 14 * $0) Tm (\($1)) Tj" }
            let content = "\(drawing) BT /F1 12 Tf\n" + shown.joined(separator: "\n") + "\nET"
            all.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(5 + 2 * index) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            all.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        all.append("<< \(information) >>")
        let informationNumber = all.count
        all += objects
        var file = "%PDF-1.4\n"
        var places = ""
        for (index, object) in all.enumerated() {
            let place = String(file.utf8.count)
            places += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(all.count + 1)\n0000000000 65535 f \n\(places)"
        file +=
            "trailer\n<< /Size \(all.count + 1) /Root 1 0 R /Info \(informationNumber) 0 R \(trailer) >>\n"
        return Array((file + "startxref\n\(start)\n%%EOF\n").utf8)
    }

    /// The file with a text of it in the place of another one.
    func replacing(_ text: String, with other: String) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing(text, with: other).utf8)
    }
}
