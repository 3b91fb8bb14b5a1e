internal import CFileCalls
internal import Glibc
internal import SystemPackage

/// Who may do what with a file: its list of access (acl(5)), or what its mode says in place of one.
///
/// The kernel gives a list as `system.posix_acl_access`, all numbers with their lowest byte first: 4 bytes,
/// the version, which is 2; then 8 bytes an entry: 2, what it is about (``Tag``); 2, what it permits, 4 to
/// read, 2 to write, 1 to execute or enter; 4, the number of the user or group that it names.
struct AccessList: Sendable, Equatable {
    private enum Tag: UInt32 {
        case owner = 0x01
        case user = 0x02
        case owningGroup = 0x04
        case group = 0x08
        case mask = 0x10
        case others = 0x20
    }

    private struct Entry: Sendable, Equatable {
        let tag: Tag
        let permissions: UInt32
        var id: UInt32 = 0
    }

    /// 64 KiB: no attribute of a file is larger (xattr(7)).
    private static let largestByteCount = 65_536

    private let entries: [Entry]

    /// What a mode says.
    init(mode: mode_t) {
        entries = [
            Entry(tag: .owner, permissions: mode >> 6 & 7),
            Entry(tag: .owningGroup, permissions: mode >> 3 & 7),
            Entry(tag: .others, permissions: mode & 7),
        ]
    }

    /// Reads a list as the kernel gives it; `nil` for anything else.
    init?(_ bytes: [UInt8]) {
        func number(_ offset: Int, _ byteCount: Int) -> UInt32 {
            bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        guard bytes.count >= 4, bytes.count % 8 == 4, number(0, 4) == 2 else { return nil }
        var entries: [Entry] = []
        for offset in stride(from: 4, to: bytes.count, by: 8) {
            guard let tag = Tag(rawValue: number(offset, 2)) else { return nil }
            entries.append(Entry(tag: tag, permissions: number(offset + 2, 2), id: number(offset + 4, 4)))
        }
        self.entries = entries
    }

    /// The list of the file at a path, links followed.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - mode: Its mode.
    /// - Throws: Why it cannot be known.
    init(of path: FilePath, mode: mode_t) throws(Errno) {
        var bytes = [UInt8](repeating: 0, count: Self.largestByteCount)
        let count = unsafe path.withPlatformString { path in
            unsafe bytes.withUnsafeMutableBytes { unsafe gazette_access_list(path, $0.baseAddress, $0.count) }
        }
        guard count >= 0 else { throw Errno(rawValue: errno) }
        // The kernel looks at no list that gives nothing to any but the owner and the others.
        guard count > 0, mode & S_IRWXG != 0 else {
            self.init(mode: mode)
            return
        }
        guard let list = AccessList(Array(bytes.prefix(count))) else { throw .invalidArgument }
        self = list
    }

    /// Whether a user may do all that is wanted, in the order of acl(5): as the owner, as a user who is
    /// named, by any of the groups, as one of the others; the first that fits decides.
    ///
    /// - Parameters:
    ///   - wanted: 4 to read, 2 to write, 1 to execute or enter, added up.
    ///   - user: Who wants it.
    ///   - groups: Those that the user is in.
    ///   - owner: The user and the group that own the file.
    /// - Returns: Whether all of it is permitted.
    func permits(
        _ wanted: UInt32, to user: uid_t, in groups: [gid_t], ownedBy owner: (user: uid_t, group: gid_t)
    ) -> Bool {
        // Without a mask nothing is taken away.
        let mask = entries.first { $0.tag == .mask }?.permissions ?? 7
        func grants(_ entry: Entry, _ mask: UInt32 = 7) -> Bool {
            entry.permissions & mask & wanted == wanted
        }
        if user == owner.user { return entries.contains { $0.tag == .owner && grants($0) } }
        if let named = entries.first(where: { $0.tag == .user && $0.id == user }) {
            return grants(named, mask)
        }
        let ofGroups = entries.filter { entry in
            switch entry.tag {
            case .owningGroup: groups.contains(owner.group)
            case .group: groups.contains(entry.id)
            default: false
            }
        }
        if !ofGroups.isEmpty { return ofGroups.contains { grants($0, mask) } }
        return entries.contains { $0.tag == .others && grants($0) }
    }
}
