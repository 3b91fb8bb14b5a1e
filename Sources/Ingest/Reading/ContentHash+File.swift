public import Articles
public import SystemPackage

extension ContentHash {
    /// The hash of a file's bytes, read chunk by chunk; `nil` when the file grows meanwhile. Blocks.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - followsSymbolicLinks: Whether a link at the last name stands for what it leads to.
    /// - Throws: The `Errno` of `open` and `read`; `notSupported` when it is no regular file.
    public init?(ofFileAt path: FilePath, followsSymbolicLinks: Bool) throws(Errno) {
        guard
            let hash = try FileContent(path, followsSymbolicLinks: followsSymbolicLinks).hash(unless: {
                false
            })
        else { return nil }
        self = hash
    }
}
