/// Walks over JSON (RFC 8259) in bytes that are UTF-8, value by value, and decodes only what is asked for.
///
/// It exists because articles need three things that a general decoder does not tell: which bytes an element
/// of an array takes (an unchanged one is recognised by their hash), where an error stands, and numbers as
/// they are written. It is strict, never recurses, and passes over a value without making anything of it.
struct JSONScanner {
    /// A string in the bytes, without its quotes; its escapes are known to be well formed.
    struct StringToken {
        let range: Range<Int>
        let hasEscapes: Bool
    }

    /// The most levels of arrays and objects in one another.
    static let depthLimit = 512

    let bytes: [UInt8]
    /// Where the first of all the bytes stands in its file.
    let fileOffset: Int64
    private(set) var position: Int
    private let end: Int

    /// Begins at the start of `range`, which must lie within `bytes`.
    init(_ bytes: [UInt8], in range: Range<Int>, fileOffset: Int64) {
        precondition(range.upperBound <= bytes.count, "the range lies within the bytes")
        self.bytes = bytes
        self.fileOffset = fileOffset
        position = range.lowerBound
        end = range.upperBound
    }

    /// The kind of the next value, which its first byte tells; blanks before it are passed over.
    mutating func peekKind() throws(Refusal) -> Refusal.JSONKind {
        switch try peek() {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: throw problem(.unexpectedCharacter)
        }
    }

    /// Passes over `character` if it comes next, behind blanks.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < end, Unicode.Scalar(bytes[position]) == character else { return false }
        position += 1
        return true
    }

    /// Passes over `character`, which must come next, behind blanks.
    mutating func expect(_ character: Unicode.Scalar) throws(Refusal) {
        if take(character) { return }
        throw problem(position < end ? .unexpectedCharacter : .unexpectedEnd)
    }

    /// Checks that nothing but blanks follows.
    mutating func expectEnd() throws(Refusal) {
        skipBlanks()
        guard position == end else { throw problem(.trailingData) }
    }

    /// Passes over a string, which must come next.
    mutating func takeString() throws(Refusal) -> StringToken {
        try expect("\"")
        let start = position
        var hasEscapes = false
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return StringToken(range: start..<position - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            case 0..<0x20: throw problem(.controlCharacter)
            default: position += 1
            }
        }
        throw problem(.unexpectedEnd)
    }

    /// Passes over the next value, of any kind, and gives the bytes it takes.
    mutating func skipValue() throws(Refusal) -> Range<Int> {
        skipBlanks()
        let start = position
        var open: [Refusal.JSONKind] = []
        repeat {
            let kind = try peekKind()
            switch kind {
            case .object, .array:
                guard open.count < Self.depthLimit else { throw tooDeep }
                position += 1
                if take(kind == .object ? "}" : "]") { break }
                open.append(kind)
                if kind == .object { try skipKey() }
                continue
            case .string: _ = try takeString()
            case .number: try skipNumber()
            case .boolean: try skipWord(bytes[position] == UInt8(ascii: "t") ? "true" : "false")
            case .null: try skipWord("null")
            }
            try skipBehindValue(&open)
        } while !open.isEmpty
        return start..<position
    }

    /// A refusal for a problem at the next byte.
    func problem(_ problem: Refusal.JSONProblem) -> Refusal {
        let offset = fileOffset + Int64(position)
        if position < end, bytes[position] == 0 { return Refusal(.nulByte(offset: offset)) }
        return Refusal(.invalidJSON(position < end ? problem : .unexpectedEnd, offset: offset))
    }

    private var tooDeep: Refusal {
        Refusal(.nestedTooDeep(limit: Self.depthLimit, offset: fileOffset + Int64(position)))
    }

    /// Passes over what closes a value's containers, and the comma and key before the next value.
    private mutating func skipBehindValue(_ open: inout [Refusal.JSONKind]) throws(Refusal) {
        while let innermost = open.last {
            if take(",") {
                if innermost == .object { try skipKey() }
                return
            }
            try expect(innermost == .object ? "}" : "]")
            open.removeLast()
        }
    }

    private mutating func skipKey() throws(Refusal) {
        _ = try takeString()
        try expect(":")
    }

    private mutating func peek() throws(Refusal) -> UInt8 {
        skipBlanks()
        guard position < end else { throw problem(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func skipBlanks() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func skipEscape() throws(Refusal) {
        guard position + 1 < end else {
            position = end
            throw problem(.unexpectedEnd)
        }
        switch bytes[position + 1] {
        case UInt8(ascii: "u"):
            guard bytes.hexadecimal(at: position + 2, before: end) != nil else {
                throw problem(.invalidEscape)
            }
            position += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default: throw problem(.invalidEscape)
        }
    }

    private mutating func skipWord(_ word: StaticString) throws(Refusal) {
        guard bytes.hasText(word, at: position, before: end) else { throw problem(.unexpectedCharacter) }
        position += word.utf8CodeUnitCount
    }

    private mutating func skipNumber() throws(Refusal) {
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        let digitCount = skipDigits()
        guard digitCount > 0, digitCount == 1 || bytes[first] != UInt8(ascii: "0") else {
            throw problem(.invalidNumber)
        }
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw problem(.invalidNumber) }
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits() > 0 else { throw problem(.invalidNumber) }
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        return position - start
    }
}
