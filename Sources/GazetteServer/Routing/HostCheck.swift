internal import GazetteAPI

#if canImport(Glibc)
    internal import Glibc
#endif

/// Whether a request over TCP names this server as its host.
///
/// A web page may have its own host name resolve to a loopback address and so have the browser ask this
/// server (DNS rebinding). The browser still sends the page's host, which is neither of the machine's own
/// names.
struct HostCheck: Sendable {
    /// The host of the listener.
    let configuredHost: String
    /// Whether the listener wants a token. Such a page has none, so that whoever shows it may call the server
    /// by any name, as that of a socket which the service manager holds, of which only the address is known
    /// here.
    let wantsToken: Bool

    /// Passes a loopback name or address and the listener's own host, with any port; for a listener on all
    /// addresses, also every numeric address, which no name server can forge; for one with a token any host.
    func validate(_ field: String?) throws(APIError) {
        guard let field, let host = Self.host(in: field.lowercased()), wantsToken || isOwn(host) else {
            throw APIError(
                .badRequest,
                "the Host field is \(quoted(field ?? "")); it must be localhost or \(configuredHost)")
        }
    }

    private func isOwn(_ host: String) -> Bool {
        if Self.isLoopback(host) || host == configuredHost.lowercased() { return true }
        guard configuredHost == "0.0.0.0" || configuredHost == "::" else { return false }
        return Self.address(host, family: AF_INET, byteCount: 4) != nil
            || Self.address(host, family: AF_INET6, byteCount: 16) != nil
    }

    /// Whether a name or an address is of this machine alone.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        if let bytes = address(host, family: AF_INET, byteCount: 4) { return bytes[0] == 127 }
        return address(host, family: AF_INET6, byteCount: 16) == Array(repeating: 0, count: 15) + [1]
    }

    /// The host of `host`, `host:port`, `[address]` or `[address]:port`.
    private static func host(in field: String) -> String? {
        var host = field[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let port = host[host.index(after: end)...]
            guard port.isEmpty || port.hasPrefix(":") else { return nil }
            host = host[host.index(after: host.startIndex)..<end]
        } else if let colon = host.firstIndex(of: ":") {
            host = host[..<colon]
        }
        // A name may end in the dot of the root.
        if host.hasSuffix(".") { host.removeLast() }
        return host.isEmpty ? nil : String(host)
    }

    private static func address(_ text: String, family: CInt, byteCount: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        return unsafe inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
