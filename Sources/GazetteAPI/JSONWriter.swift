/// Writes JSON to bytes, key by key, in the form that ``WireFormat`` has for every type.
///
/// `JSONEncoder` builds a tree first and spends more on ten hits than it takes to find them. Whoever writes with this
/// names the keys as they stand on the wire and in their order; a test holds the bytes against the encoder's.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before what comes next in its object or array.
    private var needsComma = false

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Writes an object whose keys `body` writes.
    mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array of `elements`, each by `body`.
    mutating func array<Element>(
        _ elements: [Element], _ body: (inout JSONWriter, Element) throws -> Void
    ) rethrows {
        open(UInt8(ascii: "["))
        for element in elements { try body(&self, element) }
        close(UInt8(ascii: "]"))
    }

    /// Writes a key, which needs no escape; its value comes next.
    mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func value(_ value: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func value(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes a text, or `null`.
    mutating func value(_ value: String?) {
        guard let value else { return literal("null") }
        text(value)
    }

    /// Writes a number as the encoder does: a whole one without a point.
    ///
    /// - Throws: `EncodingError` for one that JSON has no word for.
    mutating func value(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "JSON has no word for \(value)"))
        }
        separate()
        let digits = value.description
        bytes.append(contentsOf: digits.hasSuffix(".0") ? digits.dropLast(2).utf8 : digits[...].utf8)
    }

    mutating func value(_ values: [String]) { array(values) { $0.value($1) } }

    mutating func value(_ values: [[Int]]) {
        array(values) { writer, pair in writer.array(pair) { $0.value($1) } }
    }

    /// Writes what is JSON already.
    mutating func json(_ json: [UInt8]) {
        separate()
        bytes += json
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func text(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices {
                // Below the count.
                let byte = unsafe utf8[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                    continue
                }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                escape(byte)
                start = index + 1
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5c: bytes.append(byte)
        default:
            bytes += Array("u00".utf8)
            for digit in [byte >> 4, byte & 0xF] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}

/// What is written so often that it writes itself.
protocol JSONWriting {
    /// Writes the value: the same bytes that the encoder would.
    func write(to writer: inout JSONWriter) throws
}
