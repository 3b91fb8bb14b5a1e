#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Any JSON, to be compared with what a contract says about it.
public enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads one JSON value.
    ///
    /// - Throws: `DecodingError` for text that is no JSON.
    public init(_ text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    /// The value under a key; `nil` where this is no object or has no such key.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The text, where this is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number, where this is one.
    public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    /// The number, where this is one.
    public var double: Double? {
        if case .number(let number) = self { number } else { integer.map(Double.init) }
    }
    /// The elements; none where this is no array.
    public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// Where this value breaks what `expected` promises; empty when it keeps all of it.
    ///
    /// Objects may have more keys than are expected, since additions are free. A text in angle brackets
    /// stands for any value of a kind: `<integer>`, `<number>`, `<boolean>`, `<string>`, `<array>`, `<time>`
    /// (RFC 3339), and `<… or null>`.
    ///
    /// - Parameters:
    ///   - expected: What is promised.
    ///   - place: How this value is called in the result.
    /// - Returns: A line for each difference.
    public func differences(from expected: JSONValue, at place: String = "$") -> [String] {
        switch (expected, self) {
        case (.string(let text), _) where text.hasPrefix("<") && text.hasSuffix(">"):
            return isOfKind(String(text.dropFirst().dropLast())) ? [] : ["\(place) is \(self), not \(text)"]
        case (.object(let promised), .object(let members)):
            return promised.sorted { $0.key < $1.key }.flatMap { key, value in
                members[key]?.differences(from: value, at: "\(place).\(key)") ?? [
                    "\(place).\(key) is missing"
                ]
            }
        case (.array(let promised), .array(let elements)) where promised.count == elements.count:
            return zip(elements, promised).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(place)[\(index)]")
            }
        default:
            return expected == self ? [] : ["\(place) is \(self), not \(expected)"]
        }
    }

    /// The same with what is promised as JSON text.
    ///
    /// - Throws: `DecodingError` for text that is no JSON.
    public func differences(from expected: String) throws -> [String] {
        differences(from: try JSONValue(expected))
    }

    private func isOfKind(_ kind: String) -> Bool {
        let name = kind.hasSuffix(" or null") ? String(kind.dropLast(" or null".count)) : kind
        switch (name, self) {
        case (_, .null): return name != kind
        case ("integer", .integer), ("number", .integer), ("number", .number), ("boolean", .boolean),
            ("string", .string), ("array", .array):
            return true
        case ("time", .string(let text)):
            return text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) != nil
        default: return false
        }
    }
}

extension JSONValue: Decodable {
    /// Reads whatever stands there.
    ///
    /// - Parameter decoder: Where it stands.
    /// - Throws: `DecodingError` for what is no JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value much as JSON has it, for messages.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value.debugDescription
        case .array(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        }
    }
}
