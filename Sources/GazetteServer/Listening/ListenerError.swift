public import SystemPackage

/// A listener that could not be opened: what stood in the way, where, and what to do.
public struct ListenerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stood in the way, one case per thing an owner does differently.
    public enum Reason: Hashable, Sendable {
        /// The socket's path has more bytes than the kernel takes.
        case pathTooLong(byteCount: Int, limit: Int)
        /// Something that is no socket stands at the path; it was left alone.
        case notASocket
        /// Another process accepts at the path.
        case anotherDaemon
        /// A call of the system failed.
        case system(Errno, call: String)
    }

    /// What stood in the way.
    public let reason: Reason
    /// Where the listener was to accept.
    public let address: Listener.Address

    /// Makes an error.
    public init(reason: Reason, address: Listener.Address) {
        self.reason = reason
        self.address = address
    }

    /// One line for a person.
    public var description: String {
        switch reason {
        case .pathTooLong(let byteCount, let limit):
            "the path '\(address)' has \(byteCount) bytes and a socket's may have \(limit); take another"
        case .notASocket:
            "'\(address)' exists and is not a socket; choose another path, or move it away"
        case .anotherDaemon:
            "another daemon answers at '\(address)'; stop it, or choose another socket"
        case .system(let errno, let call):
            "cannot listen at '\(address)': \(call): \(errno)\(advice(errno).map { "; \($0)" } ?? "")"
        }
    }

    /// What to do about an error of the system, where that is known.
    private func advice(_ errno: Errno) -> String? {
        switch (errno, address) {
        case (.noSuchFileOrDirectory, .unixSocket), (.notDirectory, .unixSocket):
            "make its folder, or choose another path"
        case (.isDirectory, .unixSocket): "choose another path"
        case (.permissionDenied, .unixSocket), (.notPermitted, .unixSocket),
            (.readOnlyFileSystem, .unixSocket):
            "let this user write to its folder, or choose another path"
        case (.permissionDenied, .tcp): "choose a port from 1024 on, which needs no privilege"
        case (.addressInUse, .tcp): "another program has the port; end that, or choose another one"
        case (.addressNotAvailable, .tcp): "this machine does not have the address; choose one that it has"
        case (.tooManyOpenFiles, _), (.tooManyOpenFilesInSystem, _): "raise the limit of open files"
        default: nil
        }
    }
}
