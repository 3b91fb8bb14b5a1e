internal import Glibc
internal import SystemPackage

/// A watched folder in which files are created, moved in with old dates, replaced, renamed over, hard-linked,
/// moved and deleted, and what must be found of it at the end.
struct ChangingTree {
    /// How many changes there were.
    private(set) var changeCount = 0
    private let folder: FilePath
    private let beside: FilePath
    private let fileCount: Int
    private var random: SeededRandom
    private var tokenCount = 0
    private var files: [(path: FilePath, token: String)] = []
    /// For each word the number of paths that have it.
    private var pathCounts: [String: Int] = [:]
    /// The words of replaced and removed files.
    private(set) var gone: [String] = []

    init(_ folder: FilePath, beside: FilePath, seed: UInt64, fileCount: Int) throws {
        self.folder = folder
        self.beside = beside
        self.fileCount = fileCount
        random = SeededRandom(seed: seed)
        for number in 0..<16 { try FileTree.makeFolder(folder.appending("d\(number)")) }
    }

    var present: [String] { Array(pathCounts.keys) }
    var articleCount: Int { pathCounts.count }
    var pathCount: Int { files.count }

    /// Creates files as a program does that drops them.
    mutating func create(_ count: Int) throws {
        for _ in 0..<count { try createOne() }
    }

    /// Changes the folder in every way, in no order: half of the files come now, and a tenth of them each is
    /// moved in with a date of 1999, replaced, renamed over, hard-linked, moved and deleted.
    ///
    /// - Parameter between: Called after each change with their number.
    /// - Throws: What the file system and `between` throw.
    mutating func change(_ between: (_ changeCount: Int) throws -> Void) throws {
        let tenth = fileCount / 10
        var rest = [fileCount / 2 - tenth, tenth, tenth, tenth, tenth, tenth, tenth]
        let all = rest.reduce(0, +)
        for left in stride(from: all, to: 0, by: -1) {
            var pick = random.below(left)
            let kind =
                rest.indices.first { index in
                    defer { pick -= rest[index] }
                    return pick < rest[index]
                } ?? 0
            rest[kind] -= 1
            switch kind {
            case 0: try createOne()
            case 1: try moveInOld()
            case 2: try replaceOne(inPlace: true)
            case 3: try replaceOne(inPlace: false)
            case 4: try linkOne()
            case 5: try moveOne()
            default: deleteOne()
            }
            changeCount += 1
            try between(all)
        }
    }

    private mutating func newPath() -> FilePath {
        folder.appending("d\(random.below(16))").appending("\(tokenCount)-\(changeCount).txt")
    }

    private mutating func write(to path: FilePath) throws -> String {
        let token = UniqueToken.word(tokenCount)
        tokenCount += 1
        let text = "Report \(token)\n\nThe council met on day \(tokenCount) and decided what \(token) says.\n"
        try NewFile.write(Array(text.utf8), to: path)
        return token
    }

    private mutating func add(_ path: FilePath, _ token: String) {
        files.append((path, token))
        pathCounts[token, default: 0] += 1
    }

    private mutating func forget(_ token: String) {
        guard let count = pathCounts[token] else { return }
        pathCounts[token] = count > 1 ? count - 1 : nil
        if count == 1 { gone.append(token) }
    }

    private mutating func createOne() throws {
        let path = newPath()
        add(path, try write(to: path))
    }

    private mutating func moveInOld() throws {
        let path = newPath()
        let outside = beside.appending("moving")
        let token = try write(to: outside)
        // 1 January 1999: older than everything that was ever looked at.
        var times = [timespec(tv_sec: 915_148_800, tv_nsec: 0), timespec(tv_sec: 915_148_800, tv_nsec: 0)]
        guard unsafe utimensat(AT_FDCWD, outside.string, &times, 0) == 0 else {
            throw BenchmarkError("'\(outside)' takes no date: \(Errno(rawValue: errno))")
        }
        try FileTree.replace(path, by: outside)
        add(path, token)
    }

    /// Writes another text into a file, or renames one over it. One with several names keeps the others' text
    /// only where it is renamed over.
    private mutating func replaceOne(inPlace: Bool) throws {
        let index = random.below(files.count)
        let (path, old) = files[index]
        if inPlace, pathCounts[old, default: 0] > 1 { return try replaceOne(inPlace: false) }
        let token: String
        if inPlace {
            token = try write(to: path)
        } else {
            let outside = beside.appending("replacing")
            token = try write(to: outside)
            try FileTree.replace(path, by: outside)
        }
        forget(old)
        files[index].token = token
        pathCounts[token, default: 0] += 1
    }

    private mutating func linkOne() throws {
        let (source, token) = files[random.below(files.count)]
        let path = newPath()
        try FileTree.link(source, at: path)
        add(path, token)
    }

    private mutating func moveOne() throws {
        let index = random.below(files.count)
        let path = folder.appending("d\(random.below(16))").appending("moved-\(changeCount).txt")
        try FileTree.replace(path, by: files[index].path)
        files[index].path = path
    }

    private mutating func deleteOne() {
        let index = random.below(files.count)
        let file = files[index]
        files.swapAt(index, files.count - 1)
        files.removeLast()
        FileTree.remove(file.path)
        forget(file.token)
    }
}
