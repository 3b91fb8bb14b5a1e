import Articles
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

/// Follows a watched folder by what it is told alone, as an index does.
private struct Follower {
    let folders: WatchedFolders
    var known: [FilePath: FileIdentity] = [:]

    mutating func follow(_ event: FolderEvent) throws {
        switch event {
        case .settled(let path):
            look(at: path)
        case .removed(let path):
            known = known.filter { !$0.key.lies(in: path) }
        case .moved(let old, let new, let isFolder):
            guard isFolder else {
                known[old] = nil
                return look(at: new)
            }
            let moved = known.filter { $0.key != old && $0.key.lies(in: old) }
            known = known.filter { moved[$0.key] == nil && !$0.key.lies(in: new) }
            for (path, identity) in moved { known[path.moved(from: old, to: new)] = identity }
        case .needsScan(let scope, _):
            for scan in folders.scans(of: scope) {
                var visited: Set<FilePath> = []
                let outcome = try scan.forEach { entry in
                    guard case .file(let identity) = entry.kind else { return }
                    visited.insert(entry.path)
                    known[entry.path] = identity
                }
                guard case .completed(let coverage) = outcome else { continue }
                known = known.filter { path, identity in
                    visited.contains(path) || !coverage.provesAbsence(of: path, lastDevice: identity.device)
                }
            }
        case .other, .modeChanged:
            break
        }
    }

    private mutating func look(at path: FilePath) {
        if let identity = try? FileIdentity.ofFile(at: path) { known[path] = identity }
    }
}

/// Does things to files and folders at random, the same for the same seed.
private struct Vandal {
    private var state: UInt64
    let root: FilePath
    let outside: FilePath
    private var written = 0

    init(seed: UInt64, root: FilePath, outside: FilePath) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        self.root = root
        self.outside = outside
    }

    /// A number below `bound` (Marsaglia's xorshift).
    mutating func next(_ bound: UInt64) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int((state >> 11) % bound)
    }

    /// One of few paths, so that deeds meet; now and then hidden, temporary or outside.
    private mutating func path() -> FilePath {
        var path = next(8) == 0 ? outside : root
        for _ in 0...next(3) { path.append(FilePath(["a", "b", "c", "d", ".h", "e~"][next(6)]).components) }
        return path
    }

    /// Most attempts fail, for one of the paths is not what it would have to be.
    mutating func act() {
        let (first, second) = (path(), path())
        switch next(10) {
        case 0, 1: try? FileSystem.makeFolder(first)
        case 2, 3, 4: write(first)
        case 5: try? FileSystem.remove(first)
        case 6: try? FileSystem.removeAll(first)
        case 7, 8: try? FileSystem.rename(first, second)
        case 9 where next(2) == 0: try? FileSystem.link(first, second)
        default: try? FileSystem.exchange(first, second)
        }
    }

    private mutating func write(_ path: FilePath) {
        // What is written to a file by one of its names is reported for that name alone, and so is its first
        // close.
        if let links = try? Stat(path).linkCount, links > 1 { try? FileSystem.remove(path) }
        let opened = try? FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        guard let opened else { return }
        written += 1
        // A size of its own for each writing tells it from the others.
        let text = [UInt8](repeating: 0x61, count: written)
        if next(4) == 0 {
            // Renamed while it is still open.
            try? FileSystem.rename(path, self.path())
        }
        try? opened.closeAfter { _ = try opened.writeAll(text) }
    }
}

@Suite struct FollowingTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `whoever follows what is told knows every file as it is`(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        var vandal = Vandal(seed: seed, root: root, outside: try folder.makeFolder("outside"))
        let watched = try WatchedSession([WatchedFolder(path: root)])
        var follower = Follower(folders: try WatchedFolders([WatchedFolder(path: root)]))
        var elapsed: Duration = .zero
        for _ in 0..<300 {
            vandal.act()
            // What is told may be read late, and is then of things that are no more.
            guard vandal.next(12) == 0 else { continue }
            elapsed += .milliseconds(vandal.next(60))
            for event in watched.events(at: elapsed) { try follower.follow(event) }
        }
        for _ in 0..<8 {
            elapsed += .seconds(1)
            for event in watched.events(at: elapsed) { try follower.follow(event) }
        }
        var actual: [FilePath: FileIdentity] = [:]
        _ = try FolderScan(folder: WatchedFolder(path: root), scope: root).forEach { entry in
            if case .file(let identity) = entry.kind { actual[entry.path] = identity }
        }
        #expect(Set(follower.known.keys) == Set(actual.keys))
        for (path, identity) in actual {
            #expect(follower.known[path]?.isSameFile(as: identity) == true, "\(path)")
        }
    }
}
