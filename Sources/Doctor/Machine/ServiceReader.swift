internal import Glibc
internal import SystemPackage

/// The user and the groups that a daemon reads with, and what the modes of files let them do.
struct ServiceReader: Sendable, Equatable {
    /// What hinders the reader.
    enum Hindrance: Equatable {
        /// There is no such file or folder.
        case absent(FilePath)
        /// A folder on the way that may not be entered.
        case closed(FilePath)
        /// The folder itself may not be listed.
        case unreadable(FilePath)
    }

    let user: String
    let userID: uid_t
    let groupIDs: [gid_t]

    init(user: String, userID: uid_t, groupIDs: [gid_t]) {
        self.user = user
        self.userID = userID
        self.groupIDs = groupIDs
    }

    /// The reader that a unit names.
    init(_ unit: ServiceUnit) {
        let user = unit.user.isEmpty ? "root" : unit.user
        let account = unsafe getpwnam(user)
        let own = unsafe account?.pointee.pw_gid
        let groups = ([unit.group] + unit.supplementaryGroups).compactMap(Self.groupID)
        self.init(
            user: user, userID: unsafe account?.pointee.pw_uid ?? uid_t.max,
            groupIDs: (own.map { [$0] } ?? []) + Self.memberships(of: user, primary: own) + groups)
    }

    /// What keeps the reader from listing a folder, as far as owners and modes say; lists of access are not
    /// looked at.
    ///
    /// - Parameter folder: An absolute path.
    /// - Returns: `nil` where nothing does.
    func hindrance(at folder: FilePath) -> Hindrance? {
        var path = FilePath("/")
        var ancestors = [path]
        for component in folder.components {
            path.append(component)
            ancestors.append(path)
        }
        for ancestor in ancestors {
            guard let entry = Self.entry(at: ancestor) else { return .absent(ancestor) }
            let isLast = ancestor == ancestors.last
            // 4 to read, 1 to enter.
            guard isPermitted(isLast ? 5 : 1, by: entry) else {
                return isLast ? .unreadable(ancestor) : .closed(ancestor)
            }
        }
        return nil
    }

    private func isPermitted(_ wanted: UInt32, by entry: stat) -> Bool {
        if userID == 0 { return true }
        let shift: UInt32 = entry.st_uid == userID ? 6 : groupIDs.contains(entry.st_gid) ? 3 : 0
        return entry.st_mode >> shift & wanted == wanted
    }

    private static func entry(at path: FilePath) -> stat? {
        var entry = stat()
        return unsafe path.withPlatformString { unsafe stat($0, &entry) } == 0 ? entry : nil
    }

    private static func groupID(_ name: String) -> gid_t? {
        name.isEmpty ? nil : unsafe getgrnam(name)?.pointee.gr_gid
    }

    private static func memberships(of user: String, primary: gid_t?) -> [gid_t] {
        guard let primary else { return [] }
        var groups = [gid_t](repeating: 0, count: 256)
        var count = Int32(groups.count)
        guard unsafe getgrouplist(user, primary, &groups, &count) >= 0 else { return [primary] }
        return Array(groups.prefix(Int(count)))
    }
}
