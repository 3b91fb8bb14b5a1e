internal import SystemPackage

/// Where the articles come from: made up from a seed, or real ones.
enum Corpus {
    case generated(seed: UInt64)
    /// One article a line: `{"title": …, "text": …, "date": …}`.
    case jsonLines(FilePath)
    /// One article a file, `.txt` or `.md`, in the folder and below it.
    case folder(FilePath)

    /// The corpus at a path, by what stands there.
    init(at path: FilePath) throws {
        switch try FileTree.isFolder(path) {
        case true: self = .folder(path)
        case false: self = .jsonLines(path)
        }
    }

    /// The articles from the first one on.
    func makeSource() throws -> any ArticleSource {
        switch self {
        case .generated(let seed): GeneratedArticles(seed: seed)
        case .jsonLines(let path): try JSONLinesArticles(path)
        case .folder(let path): try FolderArticles(path)
        }
    }

    /// The articles from the first one on, and again from the first after the last.
    ///
    /// Only for files that hold a word of their own each: equal files are one article.
    func makeEndlessSource() throws -> EndlessArticles { try EndlessArticles(self) }

    /// What the figures are from, for the report.
    var description: String {
        switch self {
        case .generated(let seed): "generated, seed \(seed)"
        case .jsonLines(let path), .folder(let path): path.string
        }
    }
}

/// A corpus over and over.
struct EndlessArticles {
    private let corpus: Corpus
    private var source: any ArticleSource

    init(_ corpus: Corpus) throws {
        self.corpus = corpus
        source = try corpus.makeSource()
    }

    mutating func next() throws -> CorpusArticle {
        if let article = try source.next() { return article }
        source = try corpus.makeSource()
        guard let first = try source.next() else {
            throw BenchmarkError("the corpus '\(corpus.description)' holds no article; give another --corpus")
        }
        return first
    }
}
