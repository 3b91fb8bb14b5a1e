internal import SystemPackage

/// The same articles in each format: what a format costs, from its bytes to an article that is found.
enum FormatsBenchmark: Benchmark {
    static let name = "formats"
    static let summary = "gazetted --once over 1,000 or --articles articles in each format: MB/s of text"

    static func run(on bench: Workbench) throws -> [Figure] {
        let count = bench.options.articles ?? bench.options.scaled(1_000, quick: 50)
        var articles: [CorpusArticle] = []
        var source = try bench.corpus.makeSource()
        while articles.count < count, let article = try source.next() {
            var article = article
            // PDF's own fonts have no Cyrillic.
            if article.text.contains(where: { $0 >= 0x80 }) { continue }
            // Equal dates, places and agencies cost each format the same.
            (article.date, article.place, article.agency) = ("2020-02-03", "", "")
            articles.append(article)
        }
        let textByteCount = articles.reduce(0) { $0 + $1.title.count + $1.text.count }
        var figures: [Figure] = []
        for format in ArticleFormat.all {
            bench.say(format.name)
            figures += try measure(format, articles, textByteCount, on: bench)
        }
        return figures
    }

    private static func measure(
        _ format: ArticleFormat, _ articles: [CorpusArticle], _ textByteCount: Int, on bench: Workbench
    ) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        if format.isOneFile {
            try NewFile.write(format.file(articles), to: places.folder.appending("all.\(format.suffix)"))
        } else {
            for (number, article) in articles.enumerated() {
                try NewFile.write(
                    format.file([article]), to: places.folder.appending("\(number).\(format.suffix)"))
            }
        }
        for command in format.commands {
            guard let shell = Programs.installed("sh") else { throw BenchmarkError("there is no shell") }
            _ = try ChildProcess(
                shell, ["-c", "cd '\(places.folder)' && \(command)"], output: root.path.appending("shell")
            ).waitForSuccess()
        }
        let fileByteCount = try FileTree.byteCount(below: places.folder)
        let end = try ChildProcess(
            bench.programs.daemon,
            ["--once", "--watch", places.folder.string, "--state", places.state.string],
            output: places.log
        ).waitForSuccess()
        let daemon = try DaemonProcess(bench.programs, at: places)
        let status = try daemon.waitUntilReady().status()
        try daemon.stop()
        return [
            Figure(
                format.name, Double(textByteCount) / 1e6 / end.seconds, "MB/s",
                note:
                    "processor \(NumberText.string(end.processorSeconds * 1e3 / Double(articles.count))) ms an "
                    + "article, \(NumberText.string(Double(fileByteCount) / 1e6)) MB of files"),
            .required(
                "\(format.name): articles", status.articles, "of \(articles.count)",
                .exactly(Double(articles.count))),
        ]
    }
}
