internal import GazetteAPI
internal import Glibc
internal import SystemPackage

/// Whether a socket is there, lets in whom it should and nobody else, and has a daemon behind it.
struct SocketCheck {
    private static let check = "socket"

    /// What may be done through it.
    enum Purpose {
        /// All; it is its owner's alone.
        case everything
        /// To search; it is for the members of a group.
        case search

        var mode: mode_t { self == .everything ? 0o600 : 0o660 }
        var words: String { self == .everything ? "do everything" : "search" }
    }

    let socket: FilePath
    let purpose: Purpose
    /// Who owns it, as the unit names them; empty for who asks.
    let user: String
    let group: String
    /// Why nobody answers there; `nil` where somebody does.
    let objection: APIError?
    /// The command that makes it anew.
    var restart = "systemctl restart gazetted"

    func findings() -> [Finding] {
        var entry = stat()
        guard unsafe socket.withPlatformString({ unsafe lstat($0, &entry) }) == 0 else {
            return [.failure(Self.check, "there is no socket \(socket)", remedy: restart)]
        }
        guard entry.st_mode & S_IFMT == S_IFSOCK else {
            return [
                .failure(
                    Self.check, "\(socket) is no socket, and the daemon replaces nothing else",
                    remedy: "mv \(word) \(ShellWord.quoted(socket.string + ".old")) && \(restart)")
            ]
        }
        let misfits = owner(entry) + mode(entry)
        guard misfits.isEmpty else { return misfits }
        if let objection { return [silence(objection)] }
        let whom = purpose == .everything ? ownerName : "members of '\(group)'"
        return [.ok(Self.check, "\(whom) may \(purpose.words) through \(socket), which answers")]
    }

    private var word: String { ShellWord.quoted(socket.string) }

    private var ownerName: String { user.isEmpty ? "you" : "user '\(user)'" }

    private func owner(_ entry: stat) -> [Finding] {
        let wanted = user.isEmpty ? getuid() : unsafe getpwnam(user)?.pointee.pw_uid
        guard let wanted else {
            return [
                .failure(
                    Self.check, "there is no user '\(user)'", remedy: "systemd-sysusers && \(restart)")
            ]
        }
        guard entry.st_uid == wanted else {
            return [
                .failure(
                    Self.check, "\(socket) belongs to user \(entry.st_uid) and not to \(ownerName)",
                    remedy: restart)
            ]
        }
        guard purpose == .search else { return [] }
        guard let members = unsafe getgrnam(group)?.pointee.gr_gid else {
            return [
                .failure(
                    Self.check, "there is no group '\(group)'", remedy: "systemd-sysusers && \(restart)")
            ]
        }
        guard entry.st_gid == members else {
            return [
                .failure(
                    Self.check, "\(socket) belongs to group \(entry.st_gid) and not to '\(group)'",
                    remedy: "chgrp \(ShellWord.quoted(group)) \(word)")
            ]
        }
        return []
    }

    private func mode(_ entry: stat) -> [Finding] {
        // To connect is to write.
        let writers: mode_t = 0o222
        let (found, wanted) = (entry.st_mode & writers, purpose.mode & writers)
        let digits = "0" + String(entry.st_mode & 0o777, radix: 8)
        let remedy = "chmod \(String(purpose.mode, radix: 8)) \(word)"
        if found & ~wanted != 0 {
            let whom = found & 0o002 != 0 ? "everybody on this machine" : "a group"
            return [
                .failure(
                    Self.check, "\(whom) may \(purpose.words) through \(socket): its mode is \(digits)",
                    remedy: remedy)
            ]
        }
        guard found == wanted else {
            let whom = purpose == .search ? "its group '\(group)'" : ownerName
            return [
                .failure(Self.check, "\(socket) is closed to \(whom): its mode is \(digits)", remedy: remedy)
            ]
        }
        return []
    }

    private func silence(_ objection: APIError) -> Finding {
        guard DaemonCheck.isClosed(objection) else {
            return .failure(Self.check, "nobody answers at \(socket): \(objection.message)", remedy: restart)
        }
        // As it should be: who asks is none of those whom it lets in.
        return purpose == .everything
            ? .ok(Self.check, "only \(ownerName) may do everything through \(socket)")
            : .warning(
                Self.check, "only members of '\(group)' may search through \(socket), and you are none",
                remedy: DaemonCheck.joining(group))
    }
}
