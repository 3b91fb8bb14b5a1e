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
                "no permission to connect to '\(path)'; join \(Self.groupName(of: path)), "
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

    /// The group that a socket's file belongs to, by name where it has one.
    private static func groupName(of path: FilePath) -> String {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe stat($0, &status) }) == 0 else {
            return "the socket's group"
        }
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        // The longest entry of a group with many members that is still worth a message.
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard unsafe getgrgid_r(status.st_gid, &entry, &buffer, buffer.count, &found) == 0,
            unsafe found != nil, let name = unsafe entry.gr_name
        else { return "the group \(status.st_gid)" }
        return "the group '\(unsafe String(cString: name))'"
    }
}
