/// An article to drop: what a file of it holds is up to the benchmark. All texts are UTF-8.
struct CorpusArticle {
    var title: [UInt8]
    var text: [UInt8]
    /// `YYYY-MM-DD`; empty where the corpus states none.
    var date: String
    /// Empty where the corpus states none.
    var place: String
    /// Empty where the corpus states none.
    var agency: String

    /// The article as a wire file: `date 2020-02-03 NUR-SULTAN. KAZINFORM ` and the text; or, with no date,
    /// the headline above the text.
    ///
    /// - Parameter token: A word that stands in no other article, put at the end of the text.
    /// - Returns: The bytes of the file.
    func textFile(token: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(title.count + text.count + 80)
        if !date.isEmpty && !place.isEmpty && !agency.isEmpty {
            bytes += "date \(date) \(place). \(agency) ".utf8
        }
        if !title.isEmpty { bytes += title + [0x0a, 0x0a] }
        bytes += text
        if let token { bytes += " \(token)".utf8 }
        bytes.append(0x0a)
        return bytes
    }

    /// Appends the article as a line of JSON, with the line's end.
    func appendJSONLine(id: Int, to bytes: inout [UInt8]) {
        bytes += #"{"id":"article-\#(id)","title":""#.utf8
        Self.append(title, to: &bytes)
        for (name, value) in [("date", date), ("place", place), ("agency", agency)] where !value.isEmpty {
            bytes += "\",\"\(name)\":\"".utf8
            Self.append(Array(value.utf8), to: &bytes)
        }
        bytes += #"","text":""#.utf8
        Self.append(text, to: &bytes)
        bytes += "\"}\n".utf8
    }

    private static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0x0a: bytes += [0x5c, UInt8(ascii: "n")]
            case 0x22, 0x5c: bytes += [0x5c, byte]
            case ..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
    }
}
