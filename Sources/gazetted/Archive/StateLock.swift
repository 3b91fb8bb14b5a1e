internal import ArticleStore
internal import Glibc
internal import SystemPackage

/// Owns a state directory, so that no second daemon writes it. The kernel gives the lock back when the
/// process ends, however it ends.
final class StateLock {
    private let descriptor: Int32

    /// Makes the directory where there is none, and takes its lock.
    ///
    /// - Throws: ``StartupError`` when another daemon has it, or it cannot be made or written.
    init(_ state: StateDirectory) throws(StartupError) {
        try Self.makeFolder(state.path)
        let opened = unsafe state.lock.withPlatformString {
            unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        }
        guard opened >= 0 else {
            throw StartupError(
                "the state directory '\(state.path)' cannot be written (\(Errno(rawValue: errno))); check its "
                    + "owner, its mode and the room on its disk")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let error = Errno(rawValue: errno)
            _ = close(opened)
            guard error == .wouldBlock else {
                throw StartupError("the state directory '\(state.path)' cannot be locked: \(error)")
            }
            throw StartupError(
                "another gazetted owns the state directory '\(state.path)'; stop it, or give this one another --state"
            )
        }
        descriptor = opened
    }

    deinit { _ = close(descriptor) }

    /// Makes a folder with those on its way, each for this user alone.
    static func makeFolder(_ folder: FilePath) throws(StartupError) {
        var made = FilePath(root: folder.root)
        for component in folder.components {
            made.append(component)
            let status = unsafe made.withPlatformString { unsafe mkdir($0, 0o700) }
            guard status == 0 || errno == EEXIST || errno == EROFS || errno == EACCES else {
                throw StartupError("'\(made)' cannot be made: \(Errno(rawValue: errno))")
            }
        }
        guard unsafe folder.appending(".").withPlatformString({ unsafe access($0, X_OK) }) == 0 else {
            let error = Errno(rawValue: errno)
            guard !isFile(folder) else {
                throw StartupError(
                    "'\(folder)' is a file where a folder belongs; name another, or move the file away")
            }
            throw StartupError(
                "'\(folder)' cannot be made or entered (\(error)); check the owner and mode of the "
                    + "folders above it")
        }
    }

    private static func isFile(_ path: FilePath) -> Bool {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &status) }) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFDIR
    }
}

/// Why the daemon cannot start.
struct StartupError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
