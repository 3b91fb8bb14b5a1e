internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// Folders and the files in them.
enum FileTree {
    static func isFolder(_ path: FilePath) throws -> Bool {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) else {
            throw BenchmarkError("there is no '\(path)'")
        }
        return isFolder
    }

    static func exists(_ path: FilePath) -> Bool { FileManager.default.fileExists(atPath: path.string) }

    /// The regular files of a folder and those below it, sorted by path.
    static func files(below folder: FilePath) throws -> [FilePath] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.string).sorted()
            .map { folder.appending($0) }
            .filter { try !isFolder($0) }
    }

    /// The sizes of the named files together; a missing one counts nothing.
    static func byteCount(of files: [FilePath]) -> Int {
        files.reduce(0) { sum, file in
            var status = stat()
            return unsafe stat(file.string, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }

    /// The sizes of all files below a folder together.
    static func byteCount(below folder: FilePath) throws -> Int { byteCount(of: try files(below: folder)) }

    /// How many entries a folder has.
    static func entryCount(of folder: FilePath) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder.string).count
    }

    static func makeFolder(_ folder: FilePath) throws {
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    static func remove(_ path: FilePath) { try? FileManager.default.removeItem(atPath: path.string) }

    /// Makes a file the same as `source`, and a copy of it on another file system.
    static func link(_ source: FilePath, at path: FilePath) throws {
        guard unsafe Glibc.link(source.string, path.string) != 0 else { return }
        try FileManager.default.copyItem(atPath: source.string, toPath: path.string)
    }

    /// Renames `path` over `target`, in one step.
    static func replace(_ target: FilePath, by path: FilePath) throws {
        guard unsafe rename(path.string, target.string) == 0 else {
            throw BenchmarkError("'\(path)' cannot be renamed to '\(target)': \(Errno(rawValue: errno))")
        }
    }
}
