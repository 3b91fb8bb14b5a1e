internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// How answers are made: JSON of one line with a line feed, errors included.
enum Answer {
    private static let jsonType = "application/json"

    /// The answer that states `value`.
    static func json(_ value: some Encodable) throws -> Response {
        json(written: try WireFormat.encode(value))
    }

    /// The answer that is JSON already, without its line feed.
    static func json(written json: [UInt8]) -> Response {
        var body = ByteBuffer(bytes: json)
        body.writeStaticString("\n")
        return Response(status: .ok, headers: [.contentType: jsonType], body: ResponseBody(byteBuffer: body))
    }

    /// The answer that states an error.
    static func error(_ error: APIError, allowing methods: [HTTPRequest.Method] = []) -> Response {
        var headers = HTTPFields()
        for (name, value) in fields(for: error) {
            guard let name = HTTPField.Name(name) else { continue }
            headers[name] = value
        }
        if !methods.isEmpty { headers[.allow] = methods.map(\.rawValue).joined(separator: ", ") }
        return Response(
            status: .init(code: error.httpStatus), headers: headers,
            body: ResponseBody(byteBuffer: json(of: error)))
    }

    /// The header fields that go with an error, its length apart.
    static func fields(for error: APIError) -> [(name: String, value: String)] {
        var fields = [(name: "content-type", value: jsonType)]
        if error.code == .unauthorized { fields.append((name: "www-authenticate", value: "Bearer")) }
        if error.httpStatus == 503 { fields.append((name: "retry-after", value: "1")) }
        return fields
    }

    /// The body that states an error.
    static func json(of error: APIError) -> ByteBuffer {
        // An error is two texts and a number, which JSON can always state.
        let body = (try? WireFormat.encode(ErrorResponse(error))) ?? []
        return ByteBuffer(bytes: body + [UInt8(ascii: "\n")])
    }
}
