internal import GazetteAPI
internal import NIOHTTP1

/// What is answered to what never becomes a request.
extension APIError {
    /// The error of what the parser does not take.
    init(_ error: HTTPParserError, _ limits: RequestLimits) {
        switch error {
        case .headerOverflow:
            self.init(
                .requestTooLarge,
                "the request's target and header fields may have \(limits.headerByteCount) bytes; "
                    + "send a long query as the JSON body of POST /v1/search")
        case .invalidEOFState: self.init(.badRequest, "the request ends too early; send it whole")
        case .invalidURL:
            self.init(.badRequest, "the target is no URL; write all but ASCII letters and digits as %HH")
        default:
            self.init(.badRequest, "this is no HTTP/1.1 request (\(error)); the connection ends here")
        }
    }

    static func bodyTooLarge(_ limits: RequestLimits) -> APIError {
        APIError(.requestTooLarge, "the body may have \(limits.bodyByteCount) bytes; send less")
    }

    static func arrivesTooSlowly(_ limits: RequestLimits) -> APIError {
        APIError(.timeout, "the request did not arrive within \(limits.requestTime); send it whole at once")
    }
}
