internal import Glibc
internal import SystemPackage

/// Whether snapshots that are kept elsewhere than in the state directory have room, and can be written.
struct SnapshotStoreCheck {
    private static let check = "snapshots"

    let state: FilePath
    let store: FilePath
    /// Who writes them; `nil` where that is not known.
    let writer: ServiceReader?
    /// What confines who writes them.
    var unit: ServiceUnit?
    var asker = Asker()

    func findings() -> [Finding] {
        guard !store.starts(with: state) || sharesDisk == false else { return [] }
        if let finding = confinement ?? hindrance { return [finding] }
        guard sharesDisk == true else { return DiskCheck.ofThisMachine(nearest, asker: asker) }
        return [.ok(Self.check, "snapshots are kept in \(store), on the disk of the state directory")]
    }

    /// The folder that holds the snapshots; before the first, the one that is to hold it.
    private var nearest: FilePath {
        var folder = store
        while Self.isAbsent(folder), !folder.components.isEmpty { folder.removeLastComponent() }
        return folder
    }

    /// Whether it is on the disk of the state directory; `nil` where who asks may not look at one of them.
    private var sharesDisk: Bool? {
        guard let own = Self.device(of: nearest), let other = Self.device(of: state) else { return nil }
        return own == other
    }

    /// The service writes only where its unit lets it.
    private var confinement: Finding? {
        guard let unit, !unit.mayWrite(to: store) else { return nil }
        let folder = "/etc/systemd/system/\(unit.name).service.d"
        let line = ShellWord.quoted("ReadWritePaths=\(store)")
        // A unit does not start where it names a folder that is not there.
        let first = Self.isAbsent(store) ? making(unit.user) + " && " : ""
        return .failure(
            Self.check, "\(unit.file) does not let the daemon write to \(store), where snapshots are kept",
            remedy:
                "\(first)mkdir -p \(folder) && printf '[Service]\\n%s\\n' \(line) >> \(folder)/snapshots.conf "
                + "&& systemctl daemon-reload && systemctl restart \(unit.name)")
    }

    private var hindrance: Finding? {
        guard let writer else { return nil }
        let (folder, user, install) = (nearest, ShellWord.quoted(writer.user), making(writer.user))
        // The daemon makes the folder itself, and none on the way to it.
        guard [store, store.removingLastComponent()].contains(folder) else {
            return .failure(
                Self.check, "there is no folder for \(store), where snapshots are kept", remedy: install)
        }
        guard let hindrance = writer.hindrance(at: folder, for: .writing) else { return nil }
        switch hindrance {
        case .absent(let path):
            return .failure(
                Self.check, "there is no \(path), where snapshots are kept", remedy: install)
        case .closed(let path):
            return .failure(
                Self.check,
                "user '\(writer.user)' may not enter \(path), and so keeps no snapshots in \(store)",
                remedy: "setfacl -m u:\(user):x \(ShellWord.quoted(path.string))  # of package acl")
        case .forbidden(let path):
            return .failure(
                Self.check, "user '\(writer.user)' may not write to \(path), where snapshots are kept",
                remedy: path == store ? "chown -R \(user) \(ShellWord.quoted(path.string))" : install)
        case .unknown(let path, let error):
            return .warning(
                Self.check,
                "it is not known whether user '\(writer.user)' may write snapshots to \(store): \(path): \(error)",
                remedy: asker.looking(as: writer.user, at: path))
        }
    }

    private func making(_ user: String) -> String {
        "install -d -m 700 -o \(ShellWord.quoted(user)) \(ShellWord.quoted(store.string))"
    }

    private static func isAbsent(_ path: FilePath) -> Bool {
        var status = stat()
        return unsafe path.withPlatformString { unsafe stat($0, &status) != 0 && errno == ENOENT }
    }

    private static func device(of path: FilePath) -> dev_t? {
        var status = stat()
        return unsafe path.withPlatformString { unsafe stat($0, &status) } == 0 ? status.st_dev : nil
    }
}
