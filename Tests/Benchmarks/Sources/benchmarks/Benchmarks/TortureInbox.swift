internal import SystemPackage

/// A folder that is added to, changed and emptied, with what must be found in it at the end.
struct TortureInbox {
    /// The words that must be found in one article each.
    private(set) var present: Set<String> = []
    /// The words of replaced and removed files: they must not be found.
    private(set) var gone: Set<String> = []

    private let folder: FilePath
    private var articles: EndlessArticles
    private var files: [(path: FilePath, token: String)] = []
    private var tokenCount = 0
    private var random: SeededRandom

    init(_ folder: FilePath, _ corpus: Corpus, seed: UInt64) throws {
        self.folder = folder
        articles = try corpus.makeEndlessSource()
        random = SeededRandom(seed: seed)
    }

    var articleCount: Int { present.count }

    /// Drops a new file.
    mutating func add() throws {
        let path = folder.appending("\(tokenCount).txt")
        let token = try write(to: path)
        files.append((path, token))
    }

    /// Puts another article in the place of one, as an editor does: written beside it, renamed over it.
    mutating func replaceOne() throws {
        guard !files.isEmpty else { return }
        let index = random.below(files.count)
        let beside = folder.appending(".next")
        let token = try write(to: beside)
        forget(files[index].token)
        try FileTree.replace(files[index].path, by: beside)
        files[index].token = token
    }

    /// Removes one file.
    mutating func removeOne() {
        guard !files.isEmpty else { return }
        let file = files.remove(at: random.below(files.count))
        forget(file.token)
        FileTree.remove(file.path)
    }

    private mutating func write(to path: FilePath) throws -> String {
        let token = UniqueToken.word(tokenCount)
        tokenCount += 1
        try NewFile.write(try articles.next().textFile(token: token), to: path)
        present.insert(token)
        return token
    }

    private mutating func forget(_ token: String) {
        present.remove(token)
        gone.insert(token)
    }
}
