internal import SystemPackage

/// Real articles in the character sets of their languages, as files that declare none: what comes out must be
/// the text.
enum EncodingsBenchmark: Benchmark {
    static let name = "encodings"
    static let summary =
        "articles of --corpus DIR in 8 sets and 2 double encodings, 1,000 each: texts that come out exact"

    /// A set, and the languages whose articles are written in it.
    private static let sets: [(set: String, languages: [String])] = [
        ("CP1251", ["ru"]), ("KOI8-R", ["ru"]), ("CP866", ["ru"]), ("RK1048", ["kk"]),
        ("CP1252", ["en", "fr"]), ("GB18030", ["zh"]), ("UTF-16LE", ["ru", "zh"]), ("BIG5-HKSCS", ["zh"]),
    ]
    private static let doubled: [(set: String, languages: [String])] = [
        ("CP1251", ["ru"]), ("CP1252", ["fr", "en"]),
    ]

    static func run(on bench: Workbench) throws -> [Figure] {
        guard let corpus = bench.options.corpus else {
            throw BenchmarkError("'encodings' wants real articles: --corpus DIR with files .jsonl.gz")
        }
        let count = bench.options.scaled(1_000, quick: 50)
        let texts = try CorpusTexts(in: FilePath(corpus))
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        var groups: [(name: String, texts: [String])] = []
        for (kinds, isDouble) in [(sets, false), (doubled, true)] {
            for (set, languages) in kinds {
                let name = (isDouble ? "twice-" : "") + set
                let written = try write(
                    texts, languages, in: set, isDouble: isDouble, count: count,
                    to: places.folder.appending(name))
                groups.append((name, written))
            }
        }
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady(within: .seconds(600))
        let expected = groups.reduce(0) { $0 + $1.texts.count }
        _ = try service.waitUntilSettled(articles: expected, within: .seconds(300))
        var found: [String: [Int: String]] = [:]
        for article in try service.allArticles() {
            let path = FilePath(article.path)
            guard let number = path.stem.flatMap({ Int($0) }),
                let group = path.removingLastComponent().lastComponent?.string
            else { continue }
            found[group, default: [:]][number] = article.title + "\n\n" + article.text
        }
        try daemon.stop()
        return groups.filter { !$0.texts.isEmpty }.map { group in
            let exact = group.texts.enumerated().count { found[group.name]?[$0.offset] == $0.element }
            return Figure(
                group.name, 100 * Double(exact) / Double(group.texts.count), "% exact", bar: .atLeast(99.5),
                note: "\(exact) of \(group.texts.count)")
        }
    }

    /// Writes the first articles that the set has all characters of, and gives back their texts.
    private static func write(
        _ corpus: CorpusTexts, _ languages: [String], in set: String, isDouble: Bool, count: Int,
        to folder: FilePath
    ) throws -> [String] {
        try FileTree.makeFolder(folder)
        let converter = try SetConverter(to: set)
        var written: [String] = []
        // Of several languages as many of each.
        for language in languages {
            let end = written.count + count / languages.count
            for text in corpus.texts[language] ?? [] where written.count < end {
                let text = SetConverter.plain(text, in: set)
                // A text of ASCII alone is in every set.
                guard text.utf8.contains(where: { $0 >= 0x80 }),
                    let bytes = isDouble ? converter.doubled(text) : converter.bytes(of: text)
                else { continue }
                try NewFile.write(bytes, to: folder.appending("\(written.count).txt"))
                written.append(text)
            }
        }
        return written
    }
}
