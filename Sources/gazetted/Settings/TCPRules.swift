internal import DaemonConfiguration
internal import GazetteServer
internal import Glibc
internal import SystemPackage

/// Who may ask what over TCP, which has no modes: nobody without a token from beyond this machine, and
/// everything only with one.
struct TCPRules: Sendable, CustomStringConvertible {
    let access: HTTPAccess
    /// What has to be shown. It is read wherever a file with one is named: a TCP address may also come from
    /// the service manager.
    let token: AccessToken?

    /// Reads the token.
    ///
    /// - Throws: `AccessTokenError` where the file gives none.
    init(tokenFile: FilePath?, access: HTTPAccess) throws {
        self.access = access
        if let tokenFile { token = try AccessToken(file: tokenFile) } else { token = nil }
    }

    /// The token that the service manager hands to a unit with `LoadCredential=http-token:FILE`.
    static func credential(_ directory: String?) -> FilePath? {
        let file = directory.map { FilePath($0).appending("http-token") }
        return file.flatMap { (try? Stat($0)) == nil ? nil : $0 }
    }

    /// A listener under these rules.
    ///
    /// - Throws: ``TCPRuleError`` where there is no token and other machines reach the address, or everything
    ///   is to be open.
    func listener(host: String, port: Int, inherited: FileDescriptor? = nil) throws -> Listener {
        guard access == .search || token != nil else {
            throw TCPRuleError(
                "http-access is full, and whoever reaches the port could do everything; name a file with a token in "
                    + "http-token-file")
        }
        let listener = Listener(
            .tcp(host: host, port: port), access: access == .full ? .full : .searchOnly, token: token,
            inherited: inherited)
        guard token != nil || !listener.address.isBeyondLoopback else {
            throw TCPRuleError(
                "other machines reach \(listener.address); name a file with a token in http-token-file, or listen at "
                    + "127.0.0.1:\(port)")
        }
        return listener
    }

    /// A listener that was handed over, under these rules where it is one of TCP.
    ///
    /// - Throws: As ``listener(host:port:inherited:)``.
    func applied(to listener: Listener) throws -> Listener {
        guard case .tcp(let host, let port) = listener.address else { return listener }
        return try self.listener(host: host, port: port, inherited: listener.inherited)
    }

    /// What `--check-config` says of them.
    var description: String {
        "\(access == .full ? "everything" : "searches") \(token == nil ? "without" : "with") a token"
    }
}

/// An address of TCP that must not be opened as it is configured.
struct TCPRuleError: Error, CustomStringConvertible {
    /// What is wrong, and what to do.
    let description: String

    init(_ description: String) { self.description = description }
}
