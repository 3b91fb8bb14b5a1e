/// Writes JSON to bytes, key by key, in the form that ``WireFormat`` has for every type.
///
/// `JSONEncoder` builds a tree first and spends more on ten hits than it takes to find them. Whoever writes
/// with this names the keys as they stand on the wire and in their order; a test holds the bytes against the
/// encoder's.
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

    mutating func value(_ value: Int) { number(Int64(value)) }

    mutating func value(_ value: Int64) { number(value) }

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

    mutating func value(_ ranges: [[Int]]) {
        open(UInt8(ascii: "["))
        for range in ranges {
            open(UInt8(ascii: "["))
            for bound in range { number(Int64(bound)) }
            close(UInt8(ascii: "]"))
        }
        close(UInt8(ascii: "]"))
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

    /// Writes an integer. An answer has hundreds of them, and a text of each would take as long as all the
    /// rest.
    private mutating func number(_ number: Int64) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = number.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        for index in start..<digits.count { bytes.append(digits[index]) }
    }

    private mutating func text(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            while let index = unsafe Self.escapedByte(of: utf8, from: start) {
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                // Below the count.
                escape(unsafe utf8[index])
                start = index + 1
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The place of the first byte from `start` on that JSON has an escape for; `nil` where there is none.
    /// Eight bytes a step, since most texts have none.
    private static func escapedByte(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let bytes = UnsafeRawBufferPointer(text)
        var index = start
        while index &+ 8 <= bytes.count {
            let part = UInt64(
                littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            // The highest bit of each byte that is meant. What is borrowed can only be wrong above the first
            // of them.
            let found =
                below(0x20, part) | below(1, part ^ each(UInt8(ascii: "\"")))
                | below(1, part ^ each(UInt8(ascii: "\\")))
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < bytes.count {
            let byte = unsafe bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index &+= 1
        }
        return nil
    }

    /// The highest bit of each byte of `part` that is below `bound`, which is 0x80 at most.
    private static func below(_ bound: UInt8, _ part: UInt64) -> UInt64 {
        (part &- each(bound)) & ~part & each(0x80)
    }

    private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

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
