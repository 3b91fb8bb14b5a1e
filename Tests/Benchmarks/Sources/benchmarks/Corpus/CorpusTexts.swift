internal import FoundationEssentials
internal import SystemPackage

/// The articles of a folder of `.jsonl.gz` by their languages, each a headline, an empty line and a text of
/// 200 letters or more.
struct CorpusTexts {
    private(set) var texts: [String: [String]] = [:]

    private struct Line: Decodable {
        var title: String?
        var text: String?
        var lang: String?
    }

    init(in folder: FilePath) throws {
        guard let gzip = Programs.installed("gzip") else { throw BenchmarkError("gzip is not installed") }
        let root = try TemporaryFolder()
        let plain = root.path.appending("plain")
        for file in try FileTree.files(below: folder) where file.string.hasSuffix(".jsonl.gz") {
            _ = try ChildProcess(
                gzip, ["-dc", file.string], output: plain, errors: root.path.appending("errors")
            ).waitForSuccess()
            // 4,000 of each are more than any set takes; the largest file has 18,000.
            for line in try OpenFile(plain).readToEnd().split(separator: 0x0A).prefix(4_000) {
                let line = try JSONDecoder().decode(Line.self, from: Data(line))
                guard let text = line.text, let language = line.lang,
                    let article = Self.article(line.title, text)
                else {
                    continue
                }
                texts[language, default: []].append(article)
            }
        }
        if texts.isEmpty {
            throw BenchmarkError("there is no article of 200 letters in '\(folder)/*.jsonl.gz'")
        }
    }

    /// The article as a file has it and as it comes out: without blanks at the ends of its parts.
    private static func article(_ title: String?, _ text: String) -> String? {
        let title = trimmed(title ?? "")
        let text = trimmed(text.replacing("\r\n", with: "\n"))
        guard !title.isEmpty, title.count <= 200, !title.contains("\n"), text.count >= 200,
            !text.contains("\0")
        else {
            return nil
        }
        return title + "\n\n" + text
    }

    private static func trimmed(_ text: String) -> String {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}
