import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Doctor

/// Who may read a folder by its list of access, held against what the kernel says.
@Suite(.timeLimit(.hang))
struct AccessListTests {
    /// An entry as it lies in the attribute: tag, permissions, user or group.
    typealias Entry = (tag: UInt16, permissions: UInt16, id: UInt32)

    private static let (user, group): (UInt32, UInt32) = (64_123, 64_124)
    private static let reader = ServiceReader(user: "gazette", userID: user, groupIDs: [group, group + 1])
    private static let unnamed = UInt32.max

    private static func bytes(_ entries: [Entry], version: UInt32 = 2) -> [UInt8] {
        func little(_ value: UInt32, _ byteCount: UInt32) -> [UInt8] {
            (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        var bytes = little(version, 4)
        for entry in entries {
            bytes += little(UInt32(entry.tag), 2)
            bytes += little(UInt32(entry.permissions), 2)
            bytes += little(entry.id, 4)
        }
        return bytes
    }

    /// Owner, more, owning group, mask, others; the kernel wants them in this order.
    private static func list(
        users: [Entry] = [], owningGroup: UInt16 = 0, groups: [Entry] = [], mask: UInt16?, others: UInt16 = 0
    ) -> [UInt8] {
        var entries: [Entry] = [(0x01, 7, unnamed)]
        entries += users
        entries.append((0x04, owningGroup, unnamed))
        entries += groups
        if let mask { entries.append((0x10, mask, unnamed)) }
        entries.append((0x20, others, unnamed))
        return bytes(entries)
    }

    private static let lists: [(name: String, list: [UInt8], isOpen: Bool)] = [
        ("a user who is named", list(users: [(0x02, 5, user)], mask: 5), true),
        ("another user", list(users: [(0x02, 5, user + 1)], mask: 5), false),
        ("a user who is named, and the mask takes it", list(users: [(0x02, 5, user)], mask: 1), false),
        (
            "a user who is named for less than the others",
            list(users: [(0x02, 1, user)], mask: 7, others: 7), false
        ),
        ("a group", list(groups: [(0x08, 5, group)], mask: 7), true),
        ("a group, and the mask takes it", list(groups: [(0x08, 7, group)], mask: 4), false),
        ("one of two groups", list(groups: [(0x08, 0, group), (0x08, 5, group + 1)], mask: 7), true),
        (
            "two groups, of which one reads and one enters: the kernel is asked for each by itself",
            list(groups: [(0x08, 4, group), (0x08, 1, group + 1)], mask: 7), true
        ),
        ("a group for less than the others", list(groups: [(0x08, 4, group)], mask: 7, others: 7), false),
        ("others, where nothing fits", list(users: [(0x02, 0, user + 1)], mask: 7, others: 5), true),
        ("others, where the mask is empty", list(users: [(0x02, 5, user)], mask: 0, others: 5), true),
        ("nobody, where the mask is empty", list(users: [(0x02, 5, user)], mask: 0), false),
    ]

    @Test(
        .enabled("only root may, where the file system has them") { try await mayBeSet() },
        arguments: lists.indices)
    func `a list of access opens a folder to whom the kernel lets in`(index: Int) async throws {
        let (name, list, isOpen) = Self.lists[index]
        let base = try TemporaryFolder()
        try FileSystem.setMode(0o755, of: base.path)
        let folder = try base.makeFolder("news")
        try #require(try await Self.set(list, of: folder))
        let asked = try await Command(
            "/usr/bin/setpriv",
            [
                "--reuid", "\(Self.user)", "--regid", "\(Self.group)", "--groups", "\(Self.group + 1)", "--",
                "/usr/bin/test", "-r", folder.string, "-a", "-x", folder.string,
            ]
        ).run()
        #expect((asked.status == .exited(0)) == isOpen, "\(name): the kernel")
        #expect((Self.reader.hindrance(at: folder) == nil) == isOpen, "\(name): the doctor")
    }

    @Test(.enabled("only root may, where the file system has them") { try await mayBeSet() })
    func `a folder is open once what the doctor says was done`() async throws {
        let base = try TemporaryFolder()
        try FileSystem.setMode(0o700, of: base.path)
        let folder = try base.makeFolder("news")
        try FileSystem.setMode(0o700, of: folder)
        let check = FolderCheck(folder: .init(path: folder.string, mode: "events"), reader: Self.reader)
        #expect(check.findings().first?.remedy?.hasPrefix("setfacl -m u:gazette:x ") == true)
        // What setfacl(1) does then, by its numbers.
        try #require(try await Self.set(Self.list(users: [(0x02, 1, Self.user)], mask: 1), of: base.path))
        #expect(check.findings().first?.remedy?.hasPrefix("setfacl -R -m u:gazette:rX") == true)
        try #require(try await Self.set(Self.list(users: [(0x02, 5, Self.user)], mask: 5), of: folder))
        #expect(check.findings().map(\.level) == [.ok])
    }

    @Test func `the owner is judged as the owner, whatever a list says of the same user`() throws {
        let list = try #require(AccessList(Self.list(users: [(0x02, 0, Self.user)], mask: 7)))
        #expect(list.permits(7, to: Self.user, in: [], ownedBy: (Self.user, 0)))
        #expect(!list.permits(1, to: Self.user, in: [], ownedBy: (0, 0)))
    }

    @Test(arguments: [
        [], [2, 0, 0], bytes([], version: 3), bytes([(0x01, 7, 0)]) + [0], bytes([(0x40, 7, 0)]),
    ])
    func `what is no list of access is not taken for one`(bytes: [UInt8]) {
        #expect(AccessList(bytes) == nil)
    }

    private static func mayBeSet() async throws -> Bool {
        guard geteuid() == 0 else { return false }
        let base = try TemporaryFolder()
        return try await set(list(mask: 7), of: base.path)
    }

    /// Gives a folder a list of access; `false` where its file system has none.
    private static func set(_ list: [UInt8], of folder: FilePath) async throws -> Bool {
        let script = """
            import os, sys
            os.setxattr(sys.argv[1], "system.posix_acl_access", bytes.fromhex(sys.argv[2]))
            """
        let digits = list.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let result = try await Command("/usr/bin/python3", ["-c", script, folder.string, digits]).run()
        if result.error.contains("not supported") { return false }
        try #require(result.status == .exited(0), "\(result.error)")
        return true
    }
}
