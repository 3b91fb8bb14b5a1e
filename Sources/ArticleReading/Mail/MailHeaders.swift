/// The headers of a mail or of a part of one (RFC 5322), with their words decoded (RFC 2047).
struct MailHeaders {
    /// 1 MiB: a mail whose headers are larger has others than these; the first of each name counts anyway.
    private static let byteLimit = 1 << 20

    private var values: [String: String] = [:]
    /// Where the body begins.
    let end: Int

    /// Reads the headers that begin at the start of `range`, up to a blank line.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        var position = range.lowerBound
        var name = ""
        var value: [UInt8] = []
        var fields: [String: [UInt8]] = [:]
        func keep() {
            if !name.isEmpty, fields[name] == nil { fields[name] = value }
        }
        while position < range.upperBound {
            let (content, next) = bytes.line(from: position, before: range.upperBound)
            position = next
            if content.isEmpty { break }
            if position - range.lowerBound > Self.byteLimit { continue }
            if bytes[content.lowerBound] == 0x20 || bytes[content.lowerBound] == 0x09 {
                value += bytes[content]
            } else {
                keep()
                let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: content) ?? content.upperBound
                name = bytes.text(in: content.lowerBound..<colon).trimmed.lowercased()
                value = Array(bytes[min(colon + 1, content.upperBound)..<content.upperBound])
            }
        }
        keep()
        end = position
        values = fields.mapValues { Self.decode($0).collapsed }
    }

    /// The value of a header on one line; `nil` where it is absent or blank.
    subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// What stands before the parameters of a header, in lower case.
    func word(_ name: String) -> String? {
        self[name]?.split(separator: ";", maxSplits: 1).first.map { String($0).trimmed.lowercased() }
    }

    /// A parameter of a header: `boundary` of `content-type`.
    func parameter(_ parameter: String, of name: String) -> String? {
        guard let text = self[name] else { return nil }
        for part in Self.parameters(text) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals].trimmingBlanks.lowercased()
            var value = String(part[part.index(after: equals)...]).trimmed
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"")
            }
            if key == parameter { return value }
            // RFC 2231 writes the name of a file as name*=utf-8''%D0%94.txt.
            if key == parameter + "*" { return Self.percentDecoded(value) }
        }
        return nil
    }

    /// The parts between semicolons that stand in no quotes.
    private static func parameters(_ text: String) -> [Substring] {
        var isQuoted = false
        return text.split { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
    }

    private static func percentDecoded(_ value: String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return value }
        let bytes = TransferEncoding.quotedPrintable(
            Array(parts[2].utf8.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 })[...], blankSign: nil
        )
        return text(bytes, in: String(parts[0]))
    }

    /// A header's value with its encoded words, `=?koi8-r?B?…?=`, as text.
    private static func decode(_ value: [UInt8]) -> String {
        let plain = text(value, in: "utf-8")
        guard plain.contains("=?") else { return plain }
        var result = ""
        var rest = plain[...]
        // Two words of a long text may share a character, so their bytes are put together first.
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            if let word = pending { result += text(word.bytes, in: word.charset) }
            pending = nil
        }
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            let parts = rest[start.upperBound...].split(
                separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="), parts[1].count == 1 else {
                flush()
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            // Blanks between two encoded words are no part of the text.
            if pending == nil || !before.allSatisfy(\.isBlank) {
                flush()
                result += before
            }
            let bytes =
                parts[1].lowercased() == "b"
                ? TransferEncoding.base64(parts[2].utf8)
                : TransferEncoding.quotedPrintable(
                    Array(parts[2].utf8)[...], blankSign: UInt8(ascii: "_"))
            let charset = parts[0].lowercased()
            if pending?.charset == charset {
                pending?.bytes += bytes
            } else {
                flush()
                pending = (charset, bytes)
            }
            rest = parts[3].dropFirst()
        }
        flush()
        return result + rest
    }

    private static func text(_ bytes: [UInt8], in charset: String) -> String {
        guard let decoded = try? DecodedText(bytes, declared: CharacterSet.declared(charset)) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return decoded.bytes.text(in: decoded.start..<decoded.bytes.count)
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String { String(self).trimmed }
}
