internal import Glibc
internal import SystemPackage

/// Litestream, where `LITESTREAM` names its program: it follows the write-ahead log of one database.
enum Litestream {
    /// How large its first copy of a database is and how long that takes; nothing without the program.
    static func replicate(_ database: FilePath, in root: FilePath) throws -> [Figure] {
        guard let program = unsafe getenv("LITESTREAM").map({ unsafe FilePath(platformString: $0) }) else {
            return []
        }
        // On a copy: it takes checkpoints by itself, and keeps a folder beside the database.
        let copy = root.appending("litestream.sqlite")
        _ = try ChildProcess(
            "/usr/bin/sqlite3", [database.string, ".backup '\(copy)'"], output: root.appending("backup.log")
        ).waitForSuccess()
        let replica = root.appending("replica")
        let start = ContinuousClock.now
        _ = try ChildProcess(
            program, ["replicate", "-once", copy.string, "file://\(replica)"],
            output: root.appending("litestream.log")
        ).waitForSuccess()
        let time = start.duration(to: .now)
        return [
            Figure("Litestream, a first copy", Double(try FileTree.byteCount(below: replica)) / 1e6, "MB"),
            Figure("Litestream, a first copy takes", time.seconds, "s"),
        ]
    }
}
