import Archive
import ArticleStore
import GazetteAPI
import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Bytes that change and files that are cut at random, in the store and in the live index: found, or without
/// any effect.
@Suite struct RandomDamageTests {
    /// 1,000 together in the long run.
    private static let count = unsafe getenv("GAZETTE_LONG") != nil ? 500 : 25

    /// A change to a file of `byteCount` bytes: of one byte in ten cases, in the eleventh a shorter end.
    private enum Harm: CustomStringConvertible {
        case flip(at: Int, mask: UInt8)
        case cut(to: Int)

        init(_ byteCount: Int, _ generator: inout SeededGenerator) {
            let place = Int.random(in: 0..<byteCount, using: &generator)
            self =
                Int.random(in: 0...10, using: &generator) == 0
                ? .cut(to: place) : .flip(at: place, mask: UInt8.random(in: 1...255, using: &generator))
        }

        func apply(to bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .cut(let byteCount): return Array(bytes.prefix(byteCount))
            case .flip(let place, let mask):
                var bytes = bytes
                bytes[place] ^= mask
                return bytes
            }
        }

        var description: String {
            switch self {
            case .cut(let byteCount): "cut to \(byteCount)"
            case .flip(let place, let mask): "byte \(place) ^ \(mask)"
            }
        }
    }

    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<12 {
            // Many words, most of them of this article alone, so that the pages are full of terms and texts.
            let words = (0..<600).map { "w\($0 * (number + 1) % 4_099)" }.joined(separator: " ")
            try newsroom.write("Story \(number)\n\nWhat story \(number) says: \(words).", "\(number).txt")
        }
        try await newsroom.takeIn()
        try FileSystem.remove(newsroom.root.appending("3.txt"))
        try await newsroom.takeIn()
        return newsroom
    }

    @Test func `damage of the store is found by verify, whatever it hits`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        for number in 12..<14 {
            _ = try await archive.createSnapshot(label: nil)
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
            try await newsroom.takeIn()
        }
        let folder = newsroom.state.appending("snapshots")
        let store = SnapshotStore(directory: folder)
        let chunks = folder.appending("chunks")
        let files =
            try FileSystem.names(in: folder).filter { $0.hasSuffix(".snapshot") }.map { folder.appending($0) }
            + FileSystem.names(in: chunks).map { chunks.appending($0) }
        let contents = try files.map { try FileSystem.contents(of: $0) }
        var generator = SeededGenerator(seed: 61)
        for _ in 0..<Self.count {
            let number = Int.random(in: files.indices, using: &generator)
            let harm = Harm(contents[number].count, &generator)
            try FileSystem.write(harm.apply(to: contents[number]), to: files[number])
            #expect(try !store.verify(.full).isSound, "\(files[number]): \(harm)")
            try FileSystem.write(contents[number], to: files[number])
        }
        #expect(try store.verify(.full).isSound)
    }

    @Test func `damage of the index is found by the checks of verify, or nothing that is stored differs`()
        async throws
    {
        let newsroom = try await newsroom()
        let ledger = newsroom.state.appending("ledger.sqlite")
        await newsroom.close()
        let original = try FileSystem.contents(of: newsroom.state.appending("index.sqlite"))
        let copy = try newsroom.makeFolder("copy")
        let index = copy.appending("index.sqlite")
        try FileSystem.write(FileSystem.contents(of: ledger), to: copy.appending("ledger.sqlite"))
        func stored() async throws -> [ArticleContent] {
            let archive = try Archive(stateDirectory: copy)
            return try await archive.articles(after: 0, limit: 1_000).articles
        }
        try FileSystem.write(original, to: index)
        let expected = try await stored()
        #expect(expected.count == 11)
        var generator = SeededGenerator(seed: 62)
        var foundCount = 0
        for _ in 0..<Self.count {
            let harm = Harm(original.count, &generator)
            try FileSystem.write(harm.apply(to: original), to: index)
            let problems: [String]
            do {
                problems = try ArticleStore.check(index: index, ledger: ledger)
            } catch let error as StoreError {
                problems = ["\(error)"]
            }
            if problems.isEmpty {
                #expect(try await stored() == expected, "\(harm)")
            } else {
                foundCount += 1
            }
            for suffix in ["-wal", "-shm", "-journal"] {
                try Files.remove(copy.appending("index.sqlite\(suffix)"), ifThere: true)
            }
        }
        // A part of a small database is unused space between its rows.
        #expect(foundCount > 0)
        print("damage of the index: \(foundCount) of \(Self.count) found, the rest changed nothing stored")
    }
}
