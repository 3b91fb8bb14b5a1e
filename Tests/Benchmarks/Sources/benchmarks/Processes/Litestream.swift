internal import Glibc
internal import SystemPackage

/// Litestream at work, where `LITESTREAM` names its program: it follows the write-ahead log of a live
/// database, and writes what commits have changed into files of levels, of which 0 has all and the others the
/// same put together.
///
/// It makes two small tables in the database, and takes checkpoints beside the daemon's.
final class LitestreamFollower {
    /// What it has written until now is all there when nothing more has come for so long: it looks once a
    /// second.
    private static let quietTime = Duration.seconds(3)

    private let process: ChildProcess
    private let replica: FilePath
    /// All files that were ever seen, since it removes those of level 0 after some minutes.
    private var sizes: [FilePath: Int] = [:]

    /// Starts it; `nil` without the program.
    init?(following database: FilePath, in root: FilePath) throws {
        guard let program = unsafe getenv("LITESTREAM").map({ unsafe FilePath(platformString: $0) }) else {
            return nil
        }
        replica = root.appending("replica")
        process = try ChildProcess(
            program, ["replicate", database.string, "file://\(replica)"],
            output: root.appending("litestream.log"))
    }

    /// The bytes that it has written so far: of what changed, and with what it put together of that since.
    func settledByteCounts() throws -> (changes: Int, all: Int) {
        var last = ContinuousClock.now
        repeat {
            Pause.sleep(.milliseconds(250))
            let before = sizes
            // It makes the folder when it has something for it.
            let files = FileTree.exists(replica) ? try FileTree.files(below: replica) : []
            for file in files where !file.string.hasSuffix(".tmp") {
                sizes[file] = FileTree.byteCount(of: [file])
            }
            if sizes != before { last = .now }
        } while last.duration(to: .now) < Self.quietTime || sizes.isEmpty && !process.hasEnded
        let changes = sizes.filter { $0.key.components.dropLast().last?.string == "0" }
        return (changes.values.reduce(0, +), sizes.values.reduce(0, +))
    }

    func stop() throws {
        process.signal(SIGTERM)
        _ = try process.wait()
    }
}
