internal import HTTPTypes
internal import Hummingbird

/// One thing that can be asked: a method, a path, and who may ask it.
struct Route: Sendable {
    /// How long the answer may take.
    enum Time: Sendable {
        /// ``RequestLimits/requestTime``.
        case limited
        /// As long as it needs.
        case unlimited
    }

    /// The method; `HEAD` comes with `GET`.
    let method: HTTPRequest.Method
    /// The path, with `{name}` for a part that varies.
    let path: String
    /// What a listener must be for the route to be open.
    let access: Listener.Access
    /// How long the answer may take.
    let time: Time
    /// Whether the answer takes one of the connections to the index.
    let readsIndex: Bool
    /// Whether all that takes long or blocks is done on other threads, so that the answer may be made on the
    /// connection's event loop.
    let isBrief: Bool
    /// Makes the answer.
    let answer: @Sendable (Request, RouteContext) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, access: Listener.Access = .full, time: Time = .limited,
        readsIndex: Bool = true, isBrief: Bool = false,
        _ answer: @escaping @Sendable (Request, RouteContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.time = time
        self.readsIndex = readsIndex
        self.isBrief = isBrief
        self.answer = answer
    }

    /// Whether the parts of a request's path are those of this route.
    func matches(_ path: String) -> Bool {
        let own = self.path.split(separator: "/")
        let asked = path.split(separator: "/")
        return own.count == asked.count
            && zip(own, asked).allSatisfy { own, asked in own.hasPrefix("{") || own == asked }
    }
}

extension Request {
    /// Whether the target names a snapshot to search, which may have to be restored first: as long as that
    /// takes.
    var asksPast: Bool {
        let search = "/v1/search?".utf8
        guard let target = head.path?.utf8, target.starts(with: search) else { return false }
        return target.dropFirst(search.count).split(separator: UInt8(ascii: "&")).contains {
            $0.starts(with: "snapshot=".utf8) || $0.starts(with: "as_of=".utf8)
        }
    }

    /// The target's text after the first `?`.
    var query: Substring? {
        guard let target = head.path, let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            return nil
        }
        return target[target.utf8.index(after: mark)...]
    }
}
