internal import Glibc
internal import SystemPackage

/// The user and the groups that a daemon reads with, and what owners, modes and lists of access let them do.
struct ServiceReader: Sendable, Equatable {
    /// What the reader wants to do with a folder.
    enum Purpose {
        /// To enter it on the way to another.
        case passing
        /// To list it and enter it.
        case reading
        /// To make files in it, too.
        case writing

        /// What the kernel is asked for, one after the other: 4 to read, 2 to write, 1 to enter, added up.
        var requests: [UInt32] {
            switch self {
            case .passing: [1]
            case .reading: [4, 1]
            case .writing: [4, 3]
            }
        }
    }

    /// What hinders the reader.
    enum Hindrance: Equatable {
        /// There is no such file or folder.
        case absent(FilePath)
        /// A folder on the way that may not be entered.
        case closed(FilePath)
        /// The folder itself may not be listed, or not be written to.
        case forbidden(FilePath)
        /// Whether anything does cannot be known, since who asks may not look, or the list of access cannot
        /// be read.
        case unknown(FilePath, Errno)
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

    /// The reader that a file belongs to: a daemon's socket, or its state directory. `nil` where that cannot
    /// be told.
    init?(owning path: FilePath) {
        guard let owner = try? Self.status(of: path).st_uid, let account = unsafe getpwuid(owner) else {
            return nil
        }
        let (user, own) = unsafe (String(cString: account.pointee.pw_name), account.pointee.pw_gid)
        self.init(
            user: user, userID: owner, groupIDs: [own] + Self.memberships(of: user, primary: own))
    }

    /// What keeps the reader from a folder.
    ///
    /// - Parameters:
    ///   - folder: An absolute path.
    ///   - purpose: What it is wanted for.
    ///   - start: The folder that the way begins with: the service sees one that is bound into its view
    ///     wherever that lies.
    /// - Returns: `nil` where nothing does.
    func hindrance(
        at folder: FilePath, for purpose: Purpose = .reading, from start: FilePath = "/"
    ) -> Hindrance? {
        for ancestor in Self.way(to: folder, from: start) {
            do throws(Errno) {
                guard try isPermitted(ancestor == folder ? purpose : .passing, at: ancestor)
                else {
                    return ancestor == folder ? .forbidden(ancestor) : .closed(ancestor)
                }
            } catch {
                let isAbsent = error == .noSuchFileOrDirectory || error == .notDirectory
                return isAbsent ? .absent(ancestor) : .unknown(ancestor, error)
            }
        }
        return nil
    }

    /// The folders that have to be entered, and the one that is wanted; where that is reached by symbolic
    /// links, also those on the way to where they lead.
    private static func way(to folder: FilePath, from start: FilePath) -> [FilePath] {
        func ancestors(of folder: FilePath) -> [FilePath] {
            folder.components.reduce(into: ["/"]) { path, component in
                path.append((path.last ?? "/").appending(component))
            }
        }
        var way = ancestors(of: folder).filter { $0.starts(with: start) }
        if start == "/", let real = RealPath.of(folder), real != folder {
            way.insert(
                contentsOf: ancestors(of: real).dropLast().filter { !way.contains($0) }, at: way.count - 1)
        }
        return way
    }

    private func isPermitted(_ purpose: Purpose, at path: FilePath) throws(Errno) -> Bool {
        let status = try Self.status(of: path)
        if userID == 0 { return true }
        let list = try AccessList(of: path, mode: status.st_mode)
        return purpose.requests.allSatisfy {
            list.permits($0, to: userID, in: groupIDs, ownedBy: (status.st_uid, status.st_gid))
        }
    }

    private static func status(of path: FilePath) throws(Errno) -> stat {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &status) }) == 0 else {
            throw Errno(rawValue: errno)
        }
        return status
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

/// Paths without symbolic links.
enum RealPath {
    /// Where a path leads; `nil` where that cannot be followed.
    static func of(_ path: FilePath) -> FilePath? {
        unsafe path.withPlatformString { path in
            guard let real = unsafe realpath(path, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe FilePath(platformString: real)
        }
    }
}
