internal import FoundationEssentials
internal import SystemPackage

/// The articles of a file of JSON lines, read a megabyte at a time.
struct JSONLinesArticles: ArticleSource {
    private struct Line: Decodable {
        var title: String?
        var text: String?
        var date: String?
        var place: String?
        var agency: String?
        var source: String?
    }

    private let path: FilePath
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var position = 0
    private var lineNumber = 0

    init(_ path: FilePath) throws {
        self.path = path
        file = try OpenFile(path)
    }

    mutating func next() throws -> CorpusArticle? {
        while let bytes = try nextLine() {
            guard !bytes.isEmpty else { continue }
            let line: Line
            do {
                line = try JSONDecoder().decode(Line.self, from: Data(bytes))
            } catch {
                throw BenchmarkError(
                    "'\(path)', line \(lineNumber), is no JSON object of an article: \(error)")
            }
            return CorpusArticle(
                title: Array((line.title ?? "").utf8), text: Array((line.text ?? "").utf8),
                date: String((line.date ?? "").prefix(10)), place: (line.place ?? "").uppercased(),
                agency: (line.agency ?? line.source ?? "").uppercased())
        }
        return nil
    }

    /// The next line without its end; `nil` at the end of the file.
    private mutating func nextLine() throws -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0a) {
                defer { position = end + 1 }
                lineNumber += 1
                return Array(buffer[position..<end])
            }
            searched = buffer.count - position
            buffer.removeSubrange(..<position)
            position = 0
            let piece = try file.read(upToCount: 1 << 20)
            guard !piece.isEmpty else {
                defer { buffer = [] }
                lineNumber += 1
                return buffer.isEmpty ? nil : buffer
            }
            buffer += piece
        }
    }
}
