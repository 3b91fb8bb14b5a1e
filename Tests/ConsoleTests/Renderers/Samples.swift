import Console
import GazetteAPI

/// Answers as the daemon gives them, for the renderers to show.
enum Sample {
    static let pipe = Terminal(isTerminal: false, columns: nil, usesColor: false)
    static let narrow = Terminal(isTerminal: true, columns: 44, usesColor: false)
    static let colored = Terminal(isTerminal: true, columns: 120, usesColor: true)

    static let pompeo = Hit(
        rank: 1, score: 7.5, id: 42, guid: nil, path: "/news/kazinform.txt",
        paths: ["/news/kazinform.txt", "/copy/kazinform.txt"], pathBase64: nil,
        title: "The visit of Mike Pompeo", titleHighlights: [[4, 9]], date: "2020-02-03", place: "NUR-SULTAN",
        agency: "KAZINFORM", language: "en",
        excerpt: .init(
            text: "… that Kazakhstan remains a\nstrategic partner of the United States in the region …",
            highlights: [[30, 39], [40, 47]]),
        missing: [], matchedAs: [], offline: false)

    static let tokayev = Hit(
        rank: 12, score: 1.25, id: 7, guid: "g-7", path: "/news/wire.jsonl#3", paths: ["/news/wire.jsonl#3"],
        pathBase64: nil, title: "哈萨克斯坦总统托卡耶夫会见美国国务卿蓬佩奥", titleHighlights: [],
        date: "2020-02-03T10:15:00+06:00", place: nil, agency: nil, language: "zh",
        excerpt: .init(text: "", highlights: []), missing: ["uranium", "visit"], matchedAs: ["Тоқаев"],
        offline: true)

    static func response(
        _ hits: [Hit], total: Int, totalIsExact: Bool = true, text: String = "strategic partner",
        understood: String = "strategic partner", ignored: [SearchResponse.Repair] = [],
        readAs: [SearchResponse.Repair] = [], pending: Int = 0
    ) -> SearchResponse {
        SearchResponse(
            revision: 9, tookUs: 412, fetchUs: 230,
            query: .init(text: text, understood: understood, ignored: ignored, readAs: readAs), total: total,
            totalIsExact: totalIsExact, hits: hits, pending: pending)
    }

    static func hit(rank: Int, missing: [String] = []) -> Hit {
        var hit = pompeo
        hit.rank = rank
        hit.missing = missing
        return hit
    }
}
