internal import GazetteAPI

/// An answer that is an error, as it is read.
struct ErrorAnswer {
    /// The largest body of an error that is read: 1 MiB.
    private static let maximumByteCount = 1 << 20

    let status: Int
    private var body: [UInt8] = []

    init(status: Int) { self.status = status }

    mutating func append(_ bytes: some Sequence<UInt8>, from endpoint: Endpoint) throws(APIError) {
        body += bytes
        if body.count > Self.maximumByteCount {
            throw Self.stranger(at: endpoint, status: status, type: "a large body")
        }
    }

    /// The error that the body states. A code that this client does not know, from a later daemon, becomes
    /// the known one of the same status that says least, with the daemon's own message.
    func error(from endpoint: Endpoint) -> APIError {
        if let response = try? WireFormat.decode(ErrorResponse.self, from: body) { return response.apiError }
        guard let response = try? WireFormat.decode(LaterResponse.self, from: body) else {
            return Self.stranger(at: endpoint, status: status, type: "no error of Gazette's")
        }
        return APIError(code, response.error.message, position: response.error.position)
    }

    /// What answers is no daemon of Gazette's.
    static func stranger(at endpoint: Endpoint, status: Int, type: String) -> APIError {
        APIError(
            .noDaemon,
            "what answers at '\(endpoint)' is not gazetted (status \(status), \(type)); check the address")
    }

    private var code: APIError.Code {
        switch status {
        case 403: .searchOnly
        case 404: .noSuchRoute
        case 405: .methodNotAllowed
        case 413: .requestTooLarge
        case 503: .unavailable
        case 507: .storageFull
        case 400..<500: .badRequest
        default: .internalError
        }
    }

    private struct LaterResponse: Decodable {
        struct Body: Decodable {
            let code: String
            let message: String
            let position: Int?
        }
        let error: Body
    }
}
