internal import GazetteAPI
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Why no connection to a daemon came about.
struct ConnectFailure: Sendable {
    /// The cause as the system names it; `nil` where it has no number.
    let errno: Errno?
    private let text: String

    init(_ errno: Errno) {
        self.init(errno: errno, text: errno.description)
    }

    private init(errno: Errno? = nil, text: String) {
        self.errno = errno
        self.text = text
    }

    init(_ error: any Error) {
        let cause: any Error =
            (error as? NIOConnectionError).map { $0.connectionErrors.first?.error ?? $0 } ?? error
        if let error = cause as? IOError {
            self.init(Errno(rawValue: error.errnoCode))
        } else if let error = cause as? Errno {
            self.init(error)
        } else {
            self.init(text: String(describing: cause))
        }
    }

    /// One line: what, where, what to do.
    func error(at endpoint: Endpoint) -> APIError {
        let remedy = "start gazetted, or read the index itself with --state DIR"
        switch (errno, endpoint) {
        case (.noSuchFileOrDirectory?, _):
            return APIError(
                .noDaemon, "no daemon answers: there is no socket at '\(endpoint)'; \(remedy)")
        case (.permissionDenied?, .unixSocket(let path)), (.notPermitted?, .unixSocket(let path)):
            return APIError(
                .noDaemon,
                "no permission to connect to '\(path)'; \(Self.admission(to: path)), "
                    + "or read the index itself with --state DIR")
        case (.fileNameTooLong?, _):
            return APIError(
                .noDaemon, "no daemon can answer at '\(endpoint)': a socket's path has at most 107 bytes")
        case (.resourceTemporarilyUnavailable?, _):
            return APIError(.unavailable, "the daemon at '\(endpoint)' has too many clients; ask again")
        default:
            return APIError(.noDaemon, "no daemon answers at '\(endpoint)' (\(text)); \(remedy)")
        }
    }

    /// What lets somebody in: the socket's group, where the mode lets it in and it is not that of root, which
    /// nobody should join for this; else nobody but its owner.
    private static func admission(to path: FilePath) -> String {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &status) }) == 0 else {
            return "its folder lets in the daemon's user and group alone"
        }
        guard status.st_gid != 0, status.st_mode & S_IWGRP != 0 else {
            return "ask as its owner, \(userName(status.st_uid))"
        }
        return "join \(groupName(status.st_gid))"
    }

    /// The longest entry of a group with many members that is still worth a message.
    private static let entryByteCount = 16_384

    private static func userName(_ user: uid_t) -> String {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: entryByteCount)
        guard unsafe getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil,
            let name = unsafe entry.pw_name
        else { return "the user \(user)" }
        return "the user '\(unsafe String(cString: name))'"
    }

    private static func groupName(_ number: gid_t) -> String {
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: entryByteCount)
        guard unsafe getgrgid_r(number, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil,
            let name = unsafe entry.gr_name
        else { return "the group \(number)" }
        return "the group '\(unsafe String(cString: name))'"
    }
}
