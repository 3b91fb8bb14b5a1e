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
            "cannot listen at '\(address)': \(call): \(errno)"
        }
    }
}
