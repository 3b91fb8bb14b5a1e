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
