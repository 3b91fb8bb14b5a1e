import Dispatch
import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Processes that are killed at any moment of their work on a store.
@Suite(.serialized) struct KilledProcessTests {
    /// Thousandths of what one round of the work takes, which the process measures first: on any machine all
    /// steps of it are hit. 200 in the long run, of which each takes the start of a process.
    static let moments: [Int] = {
        var generator = SeededGenerator(seed: 11)
        let isLong = unsafe getenv("GAZETTE_LONG") != nil
        return (0..<(isLong ? 200 : 12)).map { _ in Int.random(in: 0...1_500, using: &generator) }
    }()

    @Test(arguments: moments)
    func `no good snapshot is lost, and no bad one is there`(thousandth: Int) async throws {
        let test = try TestStore()
        let root = test.folder.path.string
        var pinned: [SnapshotListing] = []
        for day in 1...2 as ClosedRange<Int64> {
            pinned.append(try test.take([("index.sqlite", Self.bytes(Int(day)))], createdAt: day * 86_400))
        }
        let ids = pinned.map(\.id.rawValue)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [root = root as String, thousandth = thousandth as Int, ids = ids as [String]] in
            let work = Work(folder: FilePath(root), pinned: ids.compactMap(SnapshotID.init(rawValue:)))
            let round = try ContinuousClock().measure { try work.doRound(3) }
            let (seconds, attoseconds) = (round * thousandth / 1_000).components
            let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
            let queue = DispatchQueue(label: "death")
            queue.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { kill(getpid(), SIGKILL) }
            for number in 4... { try work.doRound(number) }
        }
        try Self.check(test, pinned)
    }

    @Test func `processes that take and prune at once do not disturb each other`() async throws {
        let test = try TestStore()
        let root = test.folder.path.string
        let pinned = try test.take([("index.sqlite", Self.bytes(1))], createdAt: 86_400)
        let id = pinned.id.rawValue
        await withTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [root = root as String, id = id as String, writer = writer as Int] in
                        try Self.takeAndPrune(
                            in: SnapshotStore(directory: FilePath(root).appending("snapshots")), writer, id)
                    }
                }
            }
        }
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.open(pinned.id).verify() == pinned.manifest)
        let report = try test.store.prune(keeping: 1)
        #expect(report.kept.count == 1 && !report.isSweepDeferred)
        #expect(try test.store.verify(.full).isSound)
    }

    /// Takes snapshots of which half is shared with the other process's, each checked before it is pruned.
    private static func takeAndPrune(in store: SnapshotStore, _ writer: Int, _ pinned: String) throws {
        let kept = try #require(SnapshotID(rawValue: pinned))
        for number in 1...12 {
            var creation = try store.begin()
            try creation.add(bytes: bytes(number / 2), as: "index.sqlite")
            // In a time of its own, so that the other's pruning finds it among the newest.
            let listing = try creation.finish(
                SnapshotDraft(
                    createdAt: 864_000 + Int64(number), revision: Int64(writer), articleCount: 0,
                    ledgerHead: 0, schemaVersion: 1, analysisVersion: 1))
            _ = try store.prune(RetentionRules(last: 8), protecting: [kept])
            if let file = try? store.open(listing.id) { #expect(try file.verify() == listing.manifest) }
            #expect(try store.open(kept).verify().id == kept)
        }
    }

    static func bytes(_ number: Int) -> [UInt8] {
        randomBytes(50_000) + randomBytes(40_000, seed: UInt64(number))
    }

    /// What is done in a store until the process is killed.
    private struct Work {
        let folder: FilePath
        let pinned: [SnapshotID]
        private let start = KilledProcessTests.bytes(3)

        init(folder: FilePath, pinned: [SnapshotID]) {
            self.folder = folder
            self.pinned = pinned
        }

        /// Takes, prunes, restores, exports and sets aside.
        func doRound(_ number: Int) throws {
            let store = SnapshotStore(directory: folder.appending("snapshots"))
            var creation = try store.begin()
            try creation.add(bytes: newBytes(number), as: "index.sqlite")
            _ = try creation.finish(
                SnapshotDraft(
                    createdAt: Int64(number) * 86_400, revision: 1, articleCount: 0, ledgerHead: 0,
                    schemaVersion: 1, analysisVersion: 1))
            // Whatever is in the midst of being removed or written anew, it may be the last thing that is
            // done.
            let dropped = try store.list().last { !pinned.contains($0.id) }?.id
            _ = try store.prune(
                RetentionRules(last: 2), protecting: Set(pinned), removing: Set([dropped].compactMap(\.self)),
                thoroughly: number.isMultiple(of: 2))
            _ = try store.open(pinned[number % 2]).restore(to: folder.appending("restored-\(number)"))
            _ = try store.export(pinned[0], to: folder.appending("export-\(number)"))
            _ = try store.setDamageAside()
        }

        /// Half of the chunks are new in each round. Random bytes would take longer to make than to store.
        private func newBytes(_ number: Int) -> [UInt8] {
            var bytes = start
            for place in stride(from: 0, to: bytes.count, by: 2 * 8_192) {
                bytes[place] = UInt8(truncatingIfNeeded: number)
                bytes[place + 1] = UInt8(truncatingIfNeeded: number >> 8)
            }
            return bytes
        }
    }

    private static func check(_ test: borrowing TestStore, _ pinned: [SnapshotListing]) throws {
        let report = try test.store.verify(.full)
        #expect(report.isSound, "\(report)")
        for listing in pinned { #expect(try test.store.open(listing.id).verify() == listing.manifest) }
        for name in try TestFiles.names(in: test.folder.path) {
            let path = test.folder.path.appending(name)
            if name.hasPrefix("restored-") {
                let day = (Int(name.dropFirst("restored-".count)) ?? 0) % 2 + 1
                #expect(try TestFiles.read(path.appending("index.sqlite")) == bytes(day))
            } else if name.hasPrefix("export-"), !name.hasSuffix(".partial") {
                #expect(try SnapshotFile(path).verify() == pinned[0].manifest)
            }
        }
        // The next one tidies up.
        _ = try test.take([("index.sqlite", [1])], createdAt: 86_400_000)
        #expect(
            try test.files().allSatisfy { $0 == "lock" || $0.hasSuffix(".snapshot") || $0.hasSuffix(".pack") }
        )
        _ = try test.store.prune(keeping: 1)
        #expect(try test.files().count == 3)
        #expect(try test.store.verify(.full).isSound)
    }
}
