import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Databases of which a snapshot is taken from what has changed since another.
@Suite struct ChangedDatabaseTests {
    private static let pageByteCount = 8_192

    private static func page(_ value: Int) -> [UInt8] {
        (0..<pageByteCount).map { UInt8(truncatingIfNeeded: value &* 31 &+ $0 / 64) }
    }

    /// A first page as SQLite has it in WAL mode.
    private static func pages(_ values: [Int]) -> [[UInt8]] {
        var pages = values.map(page)
        pages[0].replaceSubrange(18..<20, with: [2, 2])
        return pages
    }

    /// What of it is restored.
    private static func restored(_ pages: [[UInt8]]) -> [UInt8] {
        var bytes = pages.flatMap(\.self)
        bytes.replaceSubrange(18..<20, with: [1, 1])
        return bytes
    }

    private static func take(
        _ pages: [[UInt8]], in store: SnapshotStore, revision: Int64 = 1
    ) throws -> SnapshotListing {
        var creation = try store.begin()
        try creation.add(bytes: Self.restored(pages), as: "index.sqlite")
        return try creation.finish(draft(revision))
    }

    private static func draft(_ revision: Int64) -> SnapshotDraft {
        SnapshotDraft(
            createdAt: 1_795_474_473, revision: revision, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
            analysisVersion: 1)
    }

    /// Takes a snapshot of which only `changed` is said to have changed; `nil` where all must be read.
    private static func take(
        _ pages: [[UInt8]], changed: Set<Int>, since base: SnapshotID, in store: SnapshotStore,
        partByteCount: Int = pageByteCount
    ) throws -> (listing: SnapshotListing, read: [Int])? {
        var read: [Int] = []
        var creation = try store.begin()
        let readByteCount = try creation.add(
            ChangedDatabase(
                since: base, partByteCount: partByteCount, byteCount: pages.reduce(0) { $0 + $1.count },
                hasChanged: changed.contains,
                read: { page in
                    read.append(page)
                    return pages[page]
                }), as: "index.sqlite")
        guard let readByteCount else { return nil }
        #expect(readByteCount == read.reduce(0) { $0 + Int64(pages[$1].count) })
        return (try creation.finish(draft(2)), read)
    }

    private static func bytes(of id: SnapshotID, in test: borrowing TestStore) throws -> [UInt8] {
        let folder = test.folder.path.appending("restored-\(id)")
        _ = try test.store.open(id).restore(to: folder)
        return try TestFiles.read(folder.appending("index.sqlite"))
    }

    /// What the pages are made of before and after, and which of them are read then.
    private static let changes: [(before: [Int], after: [Int], read: [Int])] = [
        (Array(0..<300), Array(0..<300), []),
        ([1, 2, 3, 4], [1, 2, 9, 4], [2]),
        ([1, 2, 3, 4], [9, 2, 3, 8], [0, 3]),
        ([1, 2], [1, 2, 3, 4], [2, 3]),
        ([1, 2, 3, 4], [1, 7], [1]),
        (Array(0..<500), Array(1_000..<1_500), Array(0..<500)),
        (Array(0..<10), Array(0..<400), Array(10..<400)),
    ]

    @Test(arguments: changes)
    func `only what has changed, and what was not there, is read`(
        before: [Int], after: [Int], read: [Int]
    ) throws {
        let test = try TestStore()
        let base = try Self.take(Self.pages(before), in: test.store)
        let changed = Set(
            zip(before, after).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset))
        let pages = Self.pages(after)
        let taken = try #require(try Self.take(pages, changed: changed, since: base.id, in: test.store))
        #expect(taken.read == read)
        #expect(try Self.bytes(of: taken.listing.id, in: test) == Self.restored(pages))
        #expect(try test.store.verify(.full).snapshots.allSatisfy { $0.problem == nil })
    }

    @Test(arguments: [(4_096, 4_096), (4_096, 8_192), (8_192, 4_096)])
    func `a last part that is shorter is read again`(before: Int, after: Int) throws {
        let test = try TestStore()
        func pages(_ lastByteCount: Int) -> [[UInt8]] {
            var pages = Self.pages([1, 2, 3])
            pages[2] = Array(pages[2].prefix(lastByteCount))
            return pages
        }
        let base = try Self.take(pages(before), in: test.store)
        let taken = try #require(
            try Self.take(
                pages(after), changed: before == after ? [] : [2], since: base.id, in: test.store))
        #expect(taken.read == [2])
        #expect(try Self.bytes(of: taken.listing.id, in: test) == Self.restored(pages(after)))
    }

    @Test func `a snapshot that is gone, damaged or cut otherwise cannot serve`() throws {
        let test = try TestStore()
        let pages = Self.pages([1, 2, 3])
        let base = try Self.take(pages, in: test.store)
        #expect(
            try Self.take(pages, changed: [], since: base.id, in: test.store, partByteCount: 4_096) == nil)
        let path = test.store.path(of: base.id)
        var bytes = try TestFiles.read(path)
        bytes[bytes.count - 60] ^= 1
        try test.folder.write(bytes, to: "snapshots/\(base.id).snapshot")
        #expect(try Self.take(pages, changed: [], since: base.id, in: test.store) == nil)
        try FileSystem.remove(path)
        #expect(try Self.take(pages, changed: [], since: base.id, in: test.store) == nil)
        let old = try test.create([("index.sqlite", Self.restored(pages))])
        #expect(try Self.take(pages, changed: [], since: old.id, in: test.store) == nil)
    }

    @Test func `a page whose chunk the store has no more is read, changed or not`() throws {
        let test = try TestStore()
        let pages = Self.pages(Array(0..<20))
        let base = try Self.take(pages, in: test.store)
        let chunks = test.store.directory.appending("chunks")
        for name in try TestFiles.names(in: chunks) { try FileSystem.remove(chunks.appending(name)) }
        let taken = try #require(try Self.take(pages, changed: [], since: base.id, in: test.store))
        #expect(taken.read == Array(0..<20))
        #expect(try Self.bytes(of: taken.listing.id, in: test) == Self.restored(pages))
    }
}
