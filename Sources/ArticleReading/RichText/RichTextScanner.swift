/// Goes through rich text: groups, control words, bytes of text.
struct RichTextScanner {
    enum Token {
        case open
        case close
        /// A control word or sign, and the number behind it.
        case word(String, Int?)
        case byte(UInt8)
        /// A byte of text that was written in hexadecimal digits.
        case escapedByte(UInt8)
    }

    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether nothing follows but what programs leave behind the end of their files.
    var hasOnlyFillers: Bool {
        bytes[position...].allSatisfy { $0 <= 0x20 || $0 == 0x1A || $0 == UInt8(ascii: "}") }
    }

    /// The next token; `nil` at the end.
    ///
    /// - Throws: A ``Refusal`` of what is cut or written wrongly here.
    mutating func next() throws(Refusal) -> Token? {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"): return .open
            case UInt8(ascii: "}"): return .close
            case UInt8(ascii: "\\"): return try control()
            case 0x0A, 0x0D, 0: continue
            default: return .byte(byte)
            }
        }
        return nil
    }

    /// Passes over bytes that are no text.
    mutating func skip(_ count: Int) throws(Refusal) {
        guard count <= bytes.count - position else {
            throw Refusal(.damaged("the rich text", detail: "it ends within \(count) bytes of other data"))
        }
        position += count
    }

    private mutating func control() throws(Refusal) -> Token {
        guard position < bytes.count else {
            throw Refusal(.damaged("the rich text", detail: "it ends within a control word"))
        }
        let first = bytes[position]
        guard first.isLetter else {
            position += 1
            switch first {
            case 0x0A, 0x0D: return .word("par", nil)
            case 0x09: return .word("tab", nil)
            case UInt8(ascii: "'"): return .escapedByte(try hexadecimal())
            default: return .word(String(UnicodeScalar(first)), nil)
            }
        }
        let start = position
        // 32: the longest that the format allows.
        while position < bytes.count, position - start < 32, bytes[position].isLetter { position += 1 }
        let word = bytes.text(in: start..<position)
        let numberStart = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, position - numberStart < 11, bytes[position].isDigit { position += 1 }
        let number = Int(bytes.text(in: numberStart..<position))
        if number == nil { position = numberStart }
        if position < bytes.count, bytes[position] == 0x20 { position += 1 }
        return .word(word, number)
    }

    private mutating func hexadecimal() throws(Refusal) -> UInt8 {
        guard bytes.count - position >= 2,
            let value = UInt8(bytes.text(in: position..<position + 2), radix: 16)
        else {
            let place = "no byte is written behind \\' at offset \(position)"
            throw Refusal(.damaged("the rich text", detail: place))
        }
        position += 2
        return value
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
