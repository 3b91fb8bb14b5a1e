import Console
import GazetteAPI
import SystemPackage

/// Writes hits one after the other, and keeps none of them.
actor HitWriter {
    private let form: HitFormat?
    private let output: OutputOptions
    private let terminal: Terminal
    private var answer: SearchResponse?
    private var count = 0

    init(form: HitFormat?, output: OutputOptions) {
        self.form = form
        self.output = output
        terminal = output.terminal
    }

    /// Writes a page.
    func write(_ response: SearchResponse) throws {
        if form == .csv { try output.write(HitTable.header.utf8) }
        for hit in response.hits { try write(hit) }
        warn(of: response)
    }

    /// Writes the next piece of an answer that has all hits.
    func write(_ item: SearchStreamItem) throws {
        switch item {
        case .answer(let answer):
            self.answer = answer
            if form == .csv { try output.write(HitTable.header.utf8) }
            // The answer as it is, open where its hits belong, which then come one by one.
            if form == .json { try output.write(Array(try parts(of: answer).before.utf8)) }
        case .hit(let hit):
            try write(hit)
        case .end(let end):
            guard let answer else { return }
            switch form {
            case nil: try output.write(SearchRenderer(terminal: terminal).render(answer, end: end).utf8)
            case .json: try output.write(Array((try parts(of: answer).after + "\n").utf8))
            default: warn(of: answer)
            }
        }
    }

    private func write(_ hit: Hit) throws {
        defer { count += 1 }
        switch form {
        case nil:
            try output.write(
                SearchRenderer(terminal: terminal).render(hit, of: answer?.total ?? hit.rank).utf8)
        case .json:
            if count > 0 { try output.write([UInt8(ascii: ",")]) }
            // Without the line feed.
            try output.write(JSONText.bytes(WireFormat.encode(hit), terminal: terminal).dropLast())
        case .ndjson: try output.write(JSONText.bytes(WireFormat.encode(hit), terminal: terminal))
        case .csv: try output.write(HitTable.row(hit, terminal: terminal).utf8)
        case .paths: try output.write(PathList.bytes([hit], terminator: .lineFeed(terminal)))
        case .nul: try output.write(PathList.bytes([hit], terminator: .nul))
        }
    }

    /// Tells beside the hits that there may be more, where their form has no place for it.
    private func warn(of answer: SearchResponse) {
        guard answer.partial, form != nil, form != .json else { return }
        try? Output(.standardError).write(
            ErrorLine.text(program: "gazette", message: SearchRenderer.timeIsOver))
    }

    /// The JSON of an answer without hits, up to where they belong and behind that.
    private func parts(of answer: SearchResponse) throws -> (before: String, after: String) {
        let json = String(
            decoding: JSONText.bytes(try WireFormat.encode(answer), terminal: terminal).dropLast(),
            as: UTF8.self)
        // Keys are in order and in quotes, in which no quote stands without a backslash before it.
        guard let hits = json.firstRange(of: "\"hits\":[]") else { return (json, "") }
        let middle = json.index(before: hits.upperBound)
        return (String(json[..<middle]), String(json[middle...]))
    }
}
