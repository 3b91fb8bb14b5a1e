import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Doctor

@Suite final class SnapshotStoreCheckTests {
    private static let stranger = ServiceReader(user: "gazette", userID: 64_123, groupIDs: [64_123])
    private static let owner = ServiceReader(user: "me", userID: geteuid(), groupIDs: [getegid()])

    private let base: TemporaryFolder
    private let state: FilePath

    init() throws {
        base = try TemporaryFolder()
        try FileSystem.setMode(0o755, of: base.path)
        state = try base.makeFolder("state")
    }

    private func findings(
        _ store: FilePath, writer: ServiceReader = owner, unit: ServiceUnit? = nil
    ) -> [Finding] {
        SnapshotStoreCheck(state: state, store: store, writer: writer, unit: unit).findings()
    }

    @Test func `snapshots in the state directory are looked at with it`() {
        #expect(findings(state.appending("snapshots"), writer: Self.stranger) == [])
    }

    @Test func `snapshots that are kept beside it on the same disk are told`() throws {
        #expect(findings(try base.makeFolder("kept")).map(\.level) == [.ok])
        // It is made with the first snapshot.
        #expect(findings(base.path.appending("later")).map(\.level) == [.ok])
    }

    @Test func `a store that the service's user may not write to comes with the command that gives it`()
        throws
    {
        let store = try base.makeFolder("kept")
        #expect(findings(store, writer: Self.stranger).map(\.remedy) == ["chown -R gazette \(store)"])
        let later = base.path.appending("later")
        #expect(
            findings(later, writer: Self.stranger).map(\.remedy) == ["install -d -m 700 -o gazette \(later)"])
        try FileSystem.setMode(0o700, of: base.path)
        let closed = findings(store, writer: Self.stranger)
        #expect(closed.first?.remedy?.hasPrefix("setfacl -m u:gazette:x \(base.path) ") == true)
        #expect(closed.map(\.level) == [.failure])
    }

    @Test func `a store whose folder is not there comes with the command that makes it`() {
        let store = base.path.appending("mnt/backup/gazette")
        let found = findings(store)
        #expect(found.map(\.level) == [.failure])
        #expect(found.first?.remedy == "install -d -m 700 -o me \(store)")
    }

    @Test func `a store that the unit does not let the daemon write to comes with the line that does`() throws
    {
        let store = try base.makeFolder("kept")
        let lines = "ProtectSystem=strict\nStateDirectory=gazette-sports"
        let found = findings(store, unit: ServiceUnit(showing: lines, name: "gazetted@sports"))
        #expect(found.map(\.level) == [.failure])
        #expect(found.first?.remedy?.contains("ReadWritePaths=\(store)") == true)
        #expect(found.first?.remedy?.contains("gazetted@sports.service.d") == true)
        let mended = ServiceUnit(showing: "\(lines)\nReadWritePaths=\(store)")
        #expect(findings(store, unit: mended).map(\.level) == [.ok])
    }

    @Test(.enabled(if: FileSystem.exists("/dev/shm"), "there is no other file system to be had"))
    func `a store on a disk of its own is looked at for its room`() throws {
        let found = findings("/dev/shm")
        #expect(found.map(\.check) == ["disk"])
        #expect(found.first?.message.contains("/dev/shm") == true)
    }
}
