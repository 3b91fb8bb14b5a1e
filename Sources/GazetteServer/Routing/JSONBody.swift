internal import GazetteAPI
internal import Hummingbird
internal import NIOCore

/// The JSON object in the body of a request.
struct JSONBody: Sendable {
    private let bytes: [UInt8]

    /// Reads the body of a request to its end.
    init(of request: Request, limits: RequestLimits) async throws {
        do {
            let buffer = try await request.body.collect(upTo: limits.bodyByteCount)
            bytes = Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw APIError(.requestTooLarge, "the body may have \(limits.bodyByteCount) bytes; send less")
        } catch {
            throw ClientIsGone()
        }
    }

    /// Whether there is none.
    var isEmpty: Bool { bytes.isEmpty }

    /// The value that the object states, if all its keys are known.
    func decode<Value: Decodable>(_ type: Value.Type, known: [String]) throws(APIError) -> Value {
        // Foundation neither says where a body is broken nor minds a comma too many.
        if let fault = JSONSyntax.firstFault(in: bytes) {
            throw APIError(
                .badRequest,
                "the body is not JSON: \(fault.expected) expected at byte \(fault.offset) of \(bytes.count)")
        }
        do {
            let keys = try WireFormat.decode(Keys.self, from: bytes).names.map(Self.snakeCase)
            if let unknown = keys.sorted().first(where: { !known.contains($0) }) {
                let list = known.joined(separator: ", ")
                throw APIError(
                    .badRequest, "there is no key \(quoted(unknown)) here; the known ones are: \(list)")
            }
            return try WireFormat.decode(type, from: bytes)
        } catch let error as APIError {
            throw error
        } catch let error as DecodingError {
            throw APIError(.badRequest, Self.message(for: error))
        } catch {
            throw APIError(.badRequest, "the body is no JSON object; send one")
        }
    }

    /// A key as it stands in JSON; the decoder knows it in Swift's way.
    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { key, letter in
            key += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
        }
    }

    private static func message(for error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "the body has no '\(path(context.codingPath + [key]))'; add it"
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            "the body is JSON and no object; send an object"
        case .typeMismatch(let type, let context):
            "in the body, '\(path(context.codingPath))' is not \(name(of: type))"
        case .valueNotFound(let type, let context):
            "in the body, '\(path(context.codingPath))' is null and not \(name(of: type))"
        // All that Foundation says of a number that its type cannot hold; it does not say which.
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "a number in the body is not a whole number of 64 bits"
        // Our own words, where one of a set is asked for.
        case .dataCorrupted(let context):
            "in the body, '\(path(context.codingPath))' cannot be read: \(context.debugDescription)"
        @unknown default:
            "the body cannot be read as JSON"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map(\.stringValue).joined(separator: ".")
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any FixedWidthInteger.Type: "a whole number"
        default: "of the right type"
        }
    }
}

/// The connection ended in the midst of a request: there is nobody to answer, and nothing for the log.
struct ClientIsGone: Error {}

/// The keys of an object, whatever their values.
private struct Keys: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
        names = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
