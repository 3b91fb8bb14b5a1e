import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import Doctor

@Suite struct CheckTests {
    private static let gibibyte = 1 << 30

    @Test(arguments: [
        (free: 50 * gibibyte, total: 100 * gibibyte, readOnly: false, level: Finding.Level.ok),
        (free: 4 * gibibyte, total: 100 * gibibyte, readOnly: false, level: .warning),
        (free: gibibyte / 8, total: gibibyte, readOnly: false, level: .failure),
        (free: 50 * gibibyte, total: 100 * gibibyte, readOnly: true, level: .failure),
    ])
    func `a disk that is full or cannot be written to is found`(
        free: Int, total: Int, readOnly: Bool, level: Finding.Level
    ) throws {
        let findings = DiskCheck(
            state: "/var/lib/gazette", freeBytes: free, totalBytes: total, isReadOnly: readOnly
        ).findings()
        #expect(findings.map(\.level) == [level])
        #expect((findings.first?.remedy == nil) == (level == .ok))
    }

    @Test
    func `databases that were set aside are found, with the command that removes what is of no more use`()
        throws
    {
        let folder = try TemporaryFolder()
        for name in [
            "index.sqlite", "ledger.sqlite", "index.sqlite-wal", "index.sqlite.damaged-20261123T225433Z",
            "index.sqlite.damaged-20261123T225433Z-wal", "ledger.sqlite.damaged-20261123T225433Z",
            "ledger.sqlite.schema-1", "index.sqlite.foreign-20261123T225433Z",
        ] { try folder.write("x", to: name) }
        let findings = SetAsideCheck.ofThisMachine(state: folder.path)
        #expect(findings.map(\.level) == [.warning, .warning, .warning])
        let foreign = folder.path.appending("index.sqlite.foreign-20261123T225433Z")
        #expect(findings.first?.remedy == "mv -- \(foreign) DIR")
        let index = folder.path.appending("index.sqlite.damaged-20261123T225433Z")
        #expect(findings[1].remedy == "rm -- \(index) \(index)-wal")
        let ledger = folder.path.appending("ledger.sqlite.damaged-20261123T225433Z")
        #expect(findings.last?.remedy == "mv -- \(ledger) DIR")
        #expect(SetAsideCheck.ofThisMachine(state: folder.path.appending("absent")) == [])
    }

    @Test(arguments: [
        (limit: 8_192, folders: 100, level: Finding.Level.ok),
        (limit: 8_192, folders: 7_000, level: .warning),
        (limit: 8_192, folders: 9_000, level: .failure),
    ])
    func `a limit of watches that is reached, or nearly, comes with the command that raises it`(
        limit: Int, folders: Int, level: Finding.Level
    ) throws {
        let findings = WatchLimitCheck(
            limits: InotifyLimits(watches: limit, instances: 128), folderCount: folders
        ).findings()
        #expect(findings.map(\.level) == [level])
        guard level != .ok else { return }
        #expect(try #require(findings.first?.remedy).contains("fs.inotify.max_user_watches="))
    }

    @Test func `what reads PDF is missing, and comes with the command that brings it`() {
        #expect(PDFCheck(objection: nil).findings().map(\.level) == [.ok])
        let missing = PDFCheck(objection: "cannot open shared object file").findings()
        #expect(missing.map(\.level) == [.warning])
        #expect(missing.first?.remedy?.contains("apt-get install libpoppler-glib8") == true)
    }

    @Test(arguments: [
        (time: 0, synchronised: true, level: Finding.Level.failure),
        (time: 1_800_000_000, synchronised: false, level: .warning),
        (time: 1_800_000_000, synchronised: true, level: .ok),
    ])
    func `a clock that cannot be trusted is found`(time: Int, synchronised: Bool, level: Finding.Level) {
        #expect(
            ClockCheck(time: time, isSynchronised: synchronised).findings().map(\.level) == [level])
    }

    @Test(arguments: [
        (
            APIError(
                .noDaemon, "no daemon answers at '/run/gazette/gazetted.sock' (No such file or directory)"),
            "gazetted --watch DIR"
        ),
        (
            APIError(
                .noDaemon,
                "no permission to connect to '/run/gazette/search.sock'; join the group 'gazette', or read the index"
            ),
            "usermod -aG gazette \"$USER\"  # and log in again"
        ),
    ])
    func `a daemon that does not answer comes with what brings it back`(error: APIError, remedy: String) {
        let findings = DaemonCheck(status: .failure(error), expectsDaemon: true, unit: nil).findings()
        #expect(findings == [.failure("daemon", error.message, remedy: remedy)])
    }

    @Test(
        arguments: [
            ("gazetted@sports", "configuration_not_taken", "systemctl reload gazetted@sports  #"),
            (nil, "configuration_not_taken", "systemctl --user reload gazetted  #"),
            ("gazetted@sports", "database_moved", "systemctl restart gazetted@sports"),
            (nil, "cannot_commit", "df -h '/var/my state'"), (nil, "traces_pending", "df -h '/var/my state'"),
            (nil, "upgraded_without_snapshot", "gazette snapshot create --state /a"),
            (nil, "ledger_not_restored", "gazette snapshot verify --all --state /a"),
            (nil, "index_upgrading", "gazette status --state /a"),
            (nil, "index_restored", "gazette verify --state /a"),
        ] as [(String?, String, String)])
    func `a notice comes with what mends it, or shows whether all is well again`(
        unit: String?, code: String, remedy: String
    ) {
        let status = StatusResponse(
            version: "1.0.0", revision: 7, articles: 0, refusedArticles: 0,
            files: .init(indexed: 0, pending: 0, refused: 0, offline: 0), folders: [], ready: true,
            lastSnapshot: nil, lastProvedRestore: nil,
            notices: [.init(time: "2026-11-24T05:00:00Z", code: code, message: "so it is")],
            places: .init(state: "/var/my state", snapshots: "/backup"))
        let findings = IndexCheck(status: status, options: " --state /a", unit: unit).findings()
        #expect(
            findings.map(\.level) == [
                code == "cannot_commit" || code == "database_moved" ? .failure : .warning
            ])
        #expect(findings.first?.remedy?.hasPrefix(remedy) == true)
    }

    @Test func `notices, refused files and a missing snapshot are told, each with a command`() {
        let status = StatusResponse(
            version: "1.0.0", revision: 7, articles: 3, refusedArticles: 0,
            files: .init(indexed: 3, pending: 0, refused: 2, offline: 0), folders: [], ready: true,
            lastSnapshot: nil, lastProvedRestore: nil,
            notices: [.init(time: "2026-11-24T05:00:00Z", code: "index_rebuilt", message: "it was damaged")])
        let findings = IndexCheck(status: status, options: " --state /a").findings()
        #expect(findings.allSatisfy { $0.level == .warning })
        #expect(
            findings.map(\.remedy) == [
                "gazette verify --state /a", "gazette status --refused --state /a",
                "gazette snapshot create --state /a",
            ])
    }

    @Test func `terms that are made anew are told, and nothing is to be done about it`() {
        let status = StatusResponse(
            version: "1.0.0", revision: 7, articles: 0, refusedArticles: 0,
            files: .init(indexed: 3, pending: 0, refused: 0, offline: 0), folders: [], ready: true,
            lastSnapshot: nil, lastProvedRestore: nil, notices: [],
            rebuild: .init(from: 3, to: 4, done: 1, total: 3))
        let findings = IndexCheck(status: status).findings()
        #expect(findings.map(\.level) == [.ok])
        #expect(
            findings.first?.message.hasPrefix("2 of 3 articles are found by terms of an earlier analysis")
                == true)
    }

    @Test(arguments: [
        ("/srv/news", "/srv/news"), ("/srv/my news", "'/srv/my news'"), ("it's", #"'it'\''s'"#), ("", "''"),
    ])
    func `a path in a command is one word of it`(text: String, word: String) {
        #expect(ShellWord.quoted(text) == word)
    }
}
