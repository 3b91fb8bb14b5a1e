internal import Glibc
internal import SystemPackage

/// A new folder under `$TMPDIR`, removed with all it holds when its owner goes or the run is interrupted.
final class TemporaryFolder {
    let path: FilePath

    init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/gazette-benchmark.XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw BenchmarkError("no folder can be made in '\(base)' (\(Errno(rawValue: errno))); set TMPDIR")
        }
        let name = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        path = FilePath(String(decoding: name, as: UTF8.self))
        Interruption.shared.willRemove(path)
    }

    deinit { FileTree.remove(path) }

    /// Makes a folder in it.
    func makeFolder(_ name: String) throws -> FilePath {
        let folder = path.appending(name)
        try FileTree.makeFolder(folder)
        return folder
    }
}
