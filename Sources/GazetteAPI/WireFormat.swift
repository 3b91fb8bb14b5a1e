#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// How the types of this library stand as JSON: keys in snake case and in order, so that equal answers are
/// equal bytes.
public enum WireFormat {
    /// The number that every answer carries as `format_version`; a change that breaks a reader raises it.
    public static let version = 1

    /// The JSON of a value, as UTF-8.
    ///
    /// - Parameter value: What to write.
    /// - Returns: One line without a line feed.
    /// - Throws: `EncodingError` for a number that JSON has no word for.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        guard let value = value as? any JSONWriting else { return try encodeByKeys(value) }
        // Ten hits take some 8 KB.
        var writer = JSONWriter(capacity: 12 << 10)
        try value.write(to: &writer)
        return writer.bytes
    }

    /// The JSON of any value, as its `Codable` says.
    static func encodeByKeys(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value))
    }

    /// The value that `json` states.
    ///
    /// - Parameters:
    ///   - type: The type to read.
    ///   - json: One JSON value as UTF-8.
    /// - Returns: The value read.
    /// - Throws: `DecodingError` naming the key that is missing or of another type.
    public static func decode<Value: Decodable>(_ type: Value.Type, from json: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(json))
    }
}
