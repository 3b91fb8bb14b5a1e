import Console
import GazetteAPI
import Testing

@Suite struct SnapshotRendererTests {
    private let renderer = SnapshotRenderer(terminal: Sample.pipe)
    private let good = SnapshotInfo(
        id: "20260102T030405Z-1234", createdAt: "2026-01-02T03:04:05Z", revision: 1_234, articles: 17,
        label: "before\u{1B} the move", byteCount: 1_400_000, plainByteCount: 3_000_000, damage: nil)
    private let damaged = SnapshotInfo(
        id: "20260101T000000Z-7", createdAt: nil, revision: nil, articles: nil, label: nil, byteCount: 12,
        plainByteCount: nil, damage: "it ends after 12 bytes")
    private let newer = SnapshotInfo(
        id: "20270101T000000Z-7", createdAt: nil, revision: nil, articles: nil, label: nil, byteCount: 12,
        plainByteCount: nil, damage: nil, unreadable: "a newer version wrote it; upgrade this one")

    @Test func `a list has a line a snapshot, under the names of its columns`() {
        #expect(
            renderer.renderList([good, damaged]) == """
                id                     taken                 revision  articles      size  label
                20260102T030405Z-1234  2026-01-02T03:04:05Z      1234        17    1.4 MB  before\\x1b the move
                20260101T000000Z-7     ?                            ?         ?  12 bytes  damaged: it ends after 12 bytes

                """)
    }

    /// What was read, and what is said of it.
    private static let read: [([SnapshotRead], String)] = [
        (
            [part("index.sqlite", 2_000_000, "start"), part("ledger.sqlite", 1_000_000, "start")],
            "all of it, since what changed before the start is not known"
        ),
        ([part("index.sqlite", 48_000, nil), part("ledger.sqlite", 0, nil)], "48 kB of 4.0 MB"),
        (
            [part("index.sqlite", 8_192, nil), part("ledger.sqlite", 2_000_000, "week")],
            "2.0 MB of 4.0 MB; all of ledger.sqlite, since it is a week ago that all was read"
        ),
        ([part("index.sqlite", 2_000_000, "of a later version")], "all of it, since of a later version"),
    ]

    private static func part(_ name: String, _ read: Int64, _ whole: String?) -> SnapshotRead {
        SnapshotRead(name: name, byteCount: 2_000_000, readByteCount: read, whole: whole)
    }

    @Test(arguments: read)
    func `of one just taken is said how much was read for it, and why it was all`(
        read: [SnapshotRead], text: String
    ) {
        let lines = renderer.render(good, read: read).split(separator: "\n")
        #expect(lines.last.map(String.init) == "read         " + text)
    }

    @Test func `of one of another archive is said that it is`() {
        var foreign = good
        foreign.foreign = true
        #expect(
            renderer.renderList([foreign]).hasSuffix("before\\x1b the move imported, of another archive\n"))
        #expect(renderer.render(foreign).hasSuffix("imported     of another archive\n"))
    }

    @Test func `of one that a newer version wrote is not said that it is damaged`() {
        let listed = renderer.renderList([newer])
        #expect(listed.hasSuffix("12 bytes  a newer version wrote it; upgrade this one\n"))
        let shown = renderer.render(newer)
        #expect(shown.hasSuffix("unreadable  a newer version wrote it; upgrade this one\n"))
        #expect(!(listed + shown).contains("damaged"))
    }

    @Test(arguments: [(false, false), (true, false), (true, true)])
    func `pruning names what cannot be read, and why chunks stay`(isUnreadable: Bool, blocks: Bool) {
        let response = SnapshotPruneResponse(
            removed: [], kept: ["c"], freedByteCount: 0, unreadable: isUnreadable ? ["x"] : [],
            chunksStay: true, blockers: blocks ? ["x"] : [])
        let text = renderer.renderPruning(response, isDryRun: false)
        #expect(text.contains("\nx cannot be read, and stays; ") == isUnreadable)
        let reason = blocks ? "it is not known what" : "somebody else uses the store"
        #expect(text.contains("\nno chunks removed now: \(reason)"))
    }

    @Test(arguments: [(false, 9_000_000), (true, 9_000_000), (true, 8_999_999)] as [(Bool, Int64)])
    func `a plan says what room leaving out takes, and whether there is so much`(
        leavesOut: Bool, available: Int64
    ) {
        let room = RestoreRoom(
            byteCount: 3_000_000, leavesOut: leavesOut, temporaryFolder: "/var/tmp",
            availableByteCount: available)
        let lines = renderer.renderPlan(good, room, to: "/tmp/a").split(separator: "\n").map(String.init)
        #expect(lines[0] == "would restore 20260102T030405Z-1234 to /tmp/a: 3.0 MB")
        #expect(lines.count == (leavesOut ? available < 9_000_000 ? 3 : 2 : 1))
        guard leavesOut else { return }
        #expect(lines[1].hasSuffix("takes up to 6.0 MB more there meanwhile, and 3.0 MB in /var/tmp"))
    }

    @Test func `no snapshots are a sentence`() {
        #expect(renderer.renderList([]) == "there are no snapshots; `gazette snapshot create` takes one\n")
    }

    @Test func `one snapshot is names and values`() {
        #expect(
            renderer.render(good) == """
                id           20260102T030405Z-1234
                taken        2026-01-02T03:04:05Z
                revision     1234
                articles     17
                label        before\\x1b the move
                size         1.4 MB
                restores to  3.0 MB

                """)
        #expect(renderer.render(damaged).hasSuffix("damaged  it ends after 12 bytes\n"))
    }

    @Test(
        arguments: [
            ([], "20260102T030405Z-1234: every byte agrees\n"),
            (
                ["block 3: checksum", "x\ny"],
                "20260102T030405Z-1234: 2 problems\n  block 3: checksum\n  x y\n"
            ),
        ] as [([String], String)])
    func `a verification says that all is well, or what is not`(problems: [String], text: String) {
        #expect(renderer.renderVerification(.init(snapshot: good, problems: problems), .full) == text)
    }

    @Test func `pruning names what went`() {
        let response = SnapshotPruneResponse(removed: ["a", "b"], kept: ["c"], freedByteCount: 2_000)
        #expect(
            renderer.renderPruning(response, isDryRun: false)
                == "removed a\nremoved b\n2 snapshots removed, 2.0 kB freed, 1 kept\n")
    }

    @Test func `what would be done is told as such`() {
        let response = SnapshotPruneResponse(removed: ["a"], kept: ["c"], freedByteCount: 2_000)
        #expect(
            renderer.renderPruning(response, isDryRun: true)
                == "would be removed a\n1 snapshot would be removed, 2.0 kB freed, 1 kept\n")
        #expect(
            renderer.renderVerification(.init(snapshot: good, problems: []), .quick)
                == "20260102T030405Z-1234: all that it needs is there\n")
    }

    @Test func `a drill that fails names the last that did not`() {
        var failed = DrillRecord(time: "2026-01-03T00:00:00.000Z", snapshot: "s2", liveRevision: 9)
        failed.problems = ["a chunk is damaged"]
        let proved = DrillRecord(time: "2026-01-02T00:00:00.000Z", snapshot: "s1", liveRevision: 5)
        let text = renderer.renderDrill(DrillResponse(drill: failed, lastProved: proved))
        #expect(text.contains(/proved +no\n/))
        #expect(text.contains(/problems +a chunk is damaged\n/))
        #expect(text.contains(/last proved +s1, on 2026-01-02T00:00:00.000Z\n/))
    }

    @Test func `a restore says what and where`() {
        #expect(
            renderer.renderRestore(good, articleCount: 17, to: "/tmp/re\nstored")
                == "restored 20260102T030405Z-1234 to /tmp/re\\x0astored: 17 articles\n")
    }
}
