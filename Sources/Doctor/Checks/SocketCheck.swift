internal import Glibc
internal import SystemPackage

/// Whether the search socket of the system service is its group's.
struct SocketCheck {
    private static let check = "socket"

    let socket: FilePath
    /// The group that the unit names; `nil` or empty where there is no unit.
    let group: String?
    /// Whether the service runs, so that the socket has to be there.
    let isExpected: Bool

    func findings() -> [Finding] {
        var entry = stat()
        guard unsafe socket.withPlatformString({ unsafe stat($0, &entry) }) == 0 else {
            guard isExpected else { return [] }
            return [
                .warning(
                    Self.check, "the service has no search socket at \(socket): only its own user can ask it",
                    remedy: "systemctl restart gazetted")
            ]
        }
        guard let group, !group.isEmpty else { return [] }
        guard let wanted = unsafe getgrnam(group)?.pointee.gr_gid else {
            return [
                .failure(
                    Self.check, "there is no group '\(group)'",
                    remedy: "systemd-sysusers && systemctl restart gazetted")
            ]
        }
        guard entry.st_gid == wanted else {
            return [
                .failure(
                    Self.check, "\(socket) belongs to group \(entry.st_gid) and not to '\(group)'",
                    remedy: "systemctl restart gazetted")
            ]
        }
        guard entry.st_mode & 0o020 != 0 else {
            return [
                .failure(
                    Self.check, "\(socket) is closed to its group '\(group)'",
                    remedy: "systemctl restart gazetted")
            ]
        }
        return [.ok(Self.check, "members of '\(group)' may search through \(socket)")]
    }
}
