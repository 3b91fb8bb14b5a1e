internal import SystemPackage

/// The text files of a folder and those below it, by name.
struct FolderArticles: ArticleSource {
    private let files: [FilePath]
    private var position = 0

    init(_ folder: FilePath) throws {
        files = try FileTree.files(below: folder)
            .filter { ["txt", "md"].contains($0.extension) && $0.lastComponent?.string.first != "." }
    }

    mutating func next() throws -> CorpusArticle? {
        guard position < files.count else { return nil }
        defer { position += 1 }
        let bytes = try OpenFile(files[position]).readToEnd()
        return CorpusArticle(title: [], text: bytes, date: "", place: "", agency: "")
    }
}
