import SystemPackage
import Testing

@testable import Doctor

@Suite struct ServiceUnitTests {
    private static let running = """
        LoadState=loaded
        ActiveState=active
        SubState=running
        Result=success
        UnitFileState=enabled
        NRestarts=0
        NeedDaemonReload=no
        User=gazette
        Group=gazette
        SupplementaryGroups=users backup
        ProtectHome=tmpfs
        PrivateTmp=yes
        BindPaths=
        BindReadOnlyPaths=/home/dana/news:/home/dana/news:rbind -/home/kim:/srv/kim
        """

    @Test func `a service that runs and starts with the machine is as it should be`() {
        let unit = ServiceUnit(showing: Self.running)
        #expect(UnitCheck(unit: unit).findings().map(\.level) == [.ok])
        #expect(unit.supplementaryGroups == ["users", "backup"])
        #expect(unit.boundPaths == ["/home/dana/news", "/srv/kim"])
    }

    @Test(
        arguments: [
            ("/run/gazette/search.sock", "gazetted"),
            ("/run/gazette-sports/gazetted.sock", "gazetted@sports"),
            ("/run/user/1000/gazette/gazetted.sock", nil), ("/run/gazetted/gazetted.sock", nil),
            ("/srv/run/gazette/gazetted.sock", nil), ("run/gazette/gazetted.sock", nil),
        ] as [(FilePath, String?)])
    func `a socket tells the unit that it belongs to`(socket: FilePath, name: String?) {
        #expect(ServiceUnit.name(ofSocket: socket) == name)
    }

    @Test func `the unit of another archive has folders of its own, and commands of its own`() {
        let unit = ServiceUnit(
            showing: """
                LoadState=loaded
                ActiveState=inactive
                StateDirectory=gazette-sports
                RuntimeDirectory=gazette-sports
                Environment=CONFIGURATION_DIRECTORY=/etc/gazette/sports LIBDISPATCH_LOG=NO
                """, name: "gazetted@sports")
        #expect(unit.stateFolder == "/var/lib/gazette-sports")
        #expect(unit.runtimeFolder == "/run/gazette-sports")
        #expect(
            unit.environment == [
                "STATE_DIRECTORY": "/var/lib/gazette-sports", "RUNTIME_DIRECTORY": "/run/gazette-sports",
                "CONFIGURATION_DIRECTORY": "/etc/gazette/sports", "LIBDISPATCH_LOG": "NO",
            ])
        #expect(UnitCheck(unit: unit).findings().first?.remedy == "systemctl start gazetted@sports")
    }

    @Test(
        arguments: [
            ("/var/lib/gazette/snapshots", true), ("/backup/gazette", false), ("/srv/snapshots/a", true),
            ("/mnt/bound", true),
        ] as [(FilePath, Bool)])
    func `a service that is confined writes where its unit lets it`(path: FilePath, isWritable: Bool) {
        let unit = ServiceUnit(
            showing: """
                ProtectSystem=strict
                StateDirectory=gazette
                ReadWritePaths=-/srv/snapshots
                BindPaths=/backup:/mnt/bound
                """)
        #expect(unit.mayWrite(to: path) == isWritable)
        #expect(ServiceUnit(showing: "ProtectSystem=yes").mayWrite(to: path))
    }

    @Test func `the configuration tells where an archive keeps its things`() {
        let text = """
            watching   /srv/news
            state      /var/lib/my state
            snapshots  /backup/gazette
            socket     /run/gazette/gazetted.sock
            no mistakes
            """
        #expect(
            ArchivePlaces(checked: text)
                == ArchivePlaces(state: "/var/lib/my state", snapshots: "/backup/gazette"))
    }

    @Test(arguments: [
        ("ActiveState=failed", Finding.Level.failure, "journalctl"),
        ("ActiveState=inactive", .warning, "systemctl start gazetted"),
        ("LoadState=bad-setting", .failure, "systemd-analyze verify"),
        ("UnitFileState=disabled", .warning, "systemctl enable gazetted"),
        ("NRestarts=4", .warning, "journalctl"),
        ("NeedDaemonReload=yes", .warning, "daemon-reload"),
    ])
    func `what is wrong with a service comes with the command that mends it`(
        line: String, level: Finding.Level, command: String
    ) throws {
        // The later of two lines counts.
        let findings = UnitCheck(unit: ServiceUnit(showing: Self.running + "\n" + line)).findings()
        #expect(findings.map(\.level) == [level])
        #expect(try #require(findings.first?.remedy).contains(command))
    }
}
