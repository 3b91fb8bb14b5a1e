internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Which file a database was when it was opened. Another one, or none, may have its name by now: a connection
/// that is opened then would be to that, and SQLite would take the write-ahead log beside it for that file's.
///
/// `ArticleStore.provePlaces` has SQLite compare the files, which wants the writer's turn; this is one
/// `fstatat`, for whoever is about to open one.
struct OpenedFile: Sendable {
    private struct Number: Equatable {
        let device: dev_t
        let inode: ino_t
    }

    /// The name by which it was opened.
    let path: FilePath
    private let number: Number?

    init(_ path: FilePath) {
        self.path = path
        number = Self.number(of: path)
    }

    /// Whether it still has its name.
    var isInPlace: Bool { Self.number(of: path) == number }

    /// - Throws: ``StoreError`` with `moved`.
    func requireInPlace() throws(StoreError) {
        guard isInPlace else { throw StoreError(.moved, file: path) }
    }

    private static func number(of path: FilePath) -> Number? {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe fstatat(AT_FDCWD, $0, &status, 0) }) == 0 else {
            return nil
        }
        return Number(device: status.st_dev, inode: status.st_ino)
    }
}
