/// Where JSON is broken, which Foundation's decoder does not say on Linux.
struct JSONSyntax {
    /// The first byte that cannot stand where it stands.
    struct Fault: Error, Equatable {
        /// Its offset; that of the end where something is missing.
        let offset: Int
        /// What could have stood there.
        let expected: String
    }

    /// Deeper nesting is a fault: no body of the API is deeper than two.
    private static let maximumDepth = 100

    private let bytes: [UInt8]
    private var offset = 0

    /// The first fault of a text that should be one JSON value (RFC 8259); `nil` when it is.
    static func firstFault(in bytes: [UInt8]) -> Fault? {
        var syntax = JSONSyntax(bytes: bytes)
        do throws(Fault) {
            try syntax.checkEncoding()
            try syntax.value(depth: 0)
            syntax.skipBlanks()
            if syntax.offset < bytes.count { throw syntax.fault("the end") }
            return nil
        } catch {
            return error
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// JSON is UTF-8 (RFC 8259, section 8.1).
    private func checkEncoding() throws(Fault) {
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
        throw Fault(offset: offset, expected: "UTF-8")
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func fault(_ expected: String) -> Fault { Fault(offset: offset, expected: expected) }

    private mutating func skipBlanks() {
        while let current, [0x20, 0x09, 0x0A, 0x0D].contains(current) { offset += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(Fault) {
        skipBlanks()
        guard depth <= Self.maximumDepth else { throw fault("less nesting") }
        switch current {
        case UInt8(ascii: "{"):
            // What a key means that stands twice, RFC 8259 leaves open: whoever checks one may act on the
            // other.
            var keys: Set<ArraySlice<UInt8>> = []
            try list(closedBy: "}") { syntax throws(Fault) in
                syntax.skipBlanks()
                let start = syntax.offset
                try syntax.string("a key in quotes")
                guard keys.insert(syntax.bytes[start..<syntax.offset]).inserted else {
                    throw Fault(offset: start, expected: "another key")
                }
                syntax.skipBlanks()
                guard syntax.take(":") else { throw syntax.fault("a colon") }
                try syntax.value(depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try list(closedBy: "]") { syntax throws(Fault) in try syntax.value(depth: depth + 1) }
        case UInt8(ascii: "\""): try string("a value")
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func list(
        closedBy end: Unicode.Scalar, _ element: (inout JSONSyntax) throws(Fault) -> Void
    ) throws(Fault) {
        offset += 1
        skipBlanks()
        if take(end) { return }
        while true {
            try element(&self)
            skipBlanks()
            if take(end) { return }
            guard take(",") else { throw fault("a comma or \(end)") }
        }
    }

    private mutating func string(_ expected: String) throws(Fault) {
        guard take("\"") else { throw fault(expected) }
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"):
                offset += 1
                try escape()
            case ..<0x20: throw fault("an escape for a control character")
            default: offset += 1
            }
        }
        throw fault("a closing quote")
    }

    private mutating func escape() throws(Fault) {
        guard let byte = current else { throw fault("an escape") }
        if byte == UInt8(ascii: "u") {
            try unicodeEscape()
        } else if "\"\\/bfnrt".utf8.contains(byte) {
            offset += 1
        } else {
            throw fault("an escape")
        }
    }

    /// RFC 8259 has room for one half of a pair alone, and no text in UTF-8 has.
    private mutating func unicodeEscape() throws(Fault) {
        let start = offset - 1
        switch try codeUnit() {
        case 0xD800..<0xDC00:
            guard take("\\"), current == UInt8(ascii: "u"), (0xDC00..<0xE000).contains(try codeUnit()) else {
                throw Fault(offset: start, expected: "a whole surrogate pair")
            }
        case 0xDC00..<0xE000: throw Fault(offset: start, expected: "a whole surrogate pair")
        default: break
        }
    }

    /// The number behind a `u`.
    private mutating func codeUnit() throws(Fault) -> Int {
        offset += 1
        var unit = 0
        for _ in 0..<4 {
            guard let value = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw fault("a hexadecimal digit")
            }
            unit = unit << 4 | value
            offset += 1
        }
        return unit
    }

    private mutating func word(_ word: String) throws(Fault) {
        guard bytes[offset...].starts(with: word.utf8) else { throw fault("a value") }
        offset += word.utf8.count
    }

    private mutating func number() throws(Fault) {
        let start = offset
        _ = take("-")
        if !take("0") {
            guard takeDigits() else {
                offset = start
                throw fault("a value")
            }
        }
        if take(".") {
            guard takeDigits() else { throw fault("a digit") }
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard takeDigits() else { throw fault("a digit") }
        }
    }

    private mutating func takeDigits() -> Bool {
        let start = offset
        while let current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current) { offset += 1 }
        return offset > start
    }
}
