internal import ArticleReading
public import Articles
public import SystemPackage

extension ContentHash {
    /// The hash of a file's bytes, read chunk by chunk; `nil` when the file grows meanwhile. Blocks.
    ///
    /// - Parameters:
    ///   - path: Where the file is; its name says how it is read.
    ///   - followsSymbolicLinks: Whether a link at the last name stands for what it leads to.
    /// - Throws: The `Errno` of `open` and `read`; `notSupported` when it is no regular file.
    public init?(ofFileAt path: FilePath, followsSymbolicLinks: Bool) throws(Errno) {
        let digest = try FileContent(path, followsSymbolicLinks: followsSymbolicLinks).digest(unless: {
            false
        })
        guard let digest else { return nil }
        self.init(digest: digest, format: path.articleFormat)
    }
}

extension FilePath {
    /// How a file at this path is read.
    var articleFormat: String { ArticleFileReader.format(named: lastComponent?.string ?? "") }
}
