internal import GazetteAPI

/// The parameters of a query string, form-encoded: `+` is a blank, `%HH` a byte.
///
/// Every parameter is one of those that the route takes and stands there once, so that a misspelt one is an
/// error and not a silent default.
struct FormParameters: Sendable {
    private var values: [String: [UInt8]] = [:]

    /// Reads what stands after the `?`; `nil` is a target without one.
    init(_ query: Substring?, known: [String]) throws(APIError) {
        for pair in Array((query ?? "").utf8).split(separator: UInt8(ascii: "&")) {
            let separator = pair.firstIndex(of: UInt8(ascii: "="))
            let name = String(
                decoding: try Self.decode(pair[..<(separator ?? pair.endIndex)], in: nil), as: UTF8.self)
            guard known.contains(name) else {
                let list = known.isEmpty ? "none" : known.joined(separator: ", ")
                throw APIError(
                    .badRequest, "there is no parameter \(quoted(name)) here; the known ones are: \(list)")
            }
            let text = separator.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            let value = try Self.decode(text, in: name)
            guard values.updateValue(value, forKey: name) == nil else {
                throw APIError(.badRequest, "the parameter '\(name)' stands there twice; give it once")
            }
        }
    }

    /// The bytes of a parameter, which need not be UTF-8; `nil` where it is absent.
    func bytes(_ name: String) -> [UInt8]? { values[name] }

    /// The text of a parameter; `nil` where it is absent.
    func text(_ name: String) throws(APIError) -> String? {
        guard let bytes = values[name] else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw APIError(.badRequest, "the parameter '\(name)' is not UTF-8; encode its text as UTF-8")
        }
        return text
    }

    /// The number that a parameter states; `nil` where it is absent.
    func integer<Number: FixedWidthInteger>(
        _ name: String, in range: ClosedRange<Number>
    ) throws(APIError) -> Number? {
        guard let text = try text(name) else { return nil }
        return try number(text, named: name, in: range)
    }

    /// Whether a parameter says so; `nil` where it is absent.
    func flag(_ name: String) throws(APIError) -> Bool? {
        switch try text(name) {
        case nil: nil
        case "true", "1": true
        case "false", "0": false
        case let other?:
            throw APIError(.badRequest, "\(name) is \(quoted(other)); it must be true or false")
        }
    }

    /// The one of a set of words that a parameter states; `nil` where it is absent.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws(APIError) -> Choice? {
        guard let text = try text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let list = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError(.badRequest, "\(name) is \(quoted(text)); it must be one of: \(list)")
        }
        return choice
    }

    /// The bytes that form-encoded text stands for; the error names the parameter, or with `nil` speaks of a
    /// name.
    static func decode(
        _ text: some Collection<UInt8>, in name: String?
    ) throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimalValue),
                    let low = rest.next().flatMap(hexadecimalValue)
                else {
                    let place = name.map { "the parameter '\($0)'" } ?? "a parameter's name"
                    throw APIError(
                        .badRequest, "\(place) has a % without two hexadecimal digits; a percent sign is %25")
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func hexadecimalValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// The number that a text states in decimal digits.
func number<Number: FixedWidthInteger>(
    _ text: String, named name: String, in range: ClosedRange<Number>
) throws(APIError) -> Number {
    guard let number = Number(text), text.first != "+", range.contains(number) else {
        let bounds =
            range.upperBound == .max
            ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
        throw APIError(.badRequest, "\(name) is \(quoted(text)); it must be a number, \(bounds)")
    }
    return number
}

/// What a client sent, as it may stand in a message of one line: cut to 60 characters, control characters
/// escaped.
func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60).map { scalar in
        scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "'" + shown.joined() + (shown.count < text.unicodeScalars.count ? "…'" : "'")
}
