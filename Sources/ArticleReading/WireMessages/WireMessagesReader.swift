internal import Articles

/// Reads messages as agencies' lines carried them (IPTC 7901, and ANPA 1312, which is framed alike): each is
/// an article.
///
///     SOH  service and number, priority, category, count of words  CR LF
///     STX  text  ETX  day and time: ddhhmm GMT mmm yy  EOT
///
/// Own code, and safe to run in the daemon: four control characters are looked for.
enum WireMessagesReader {
    private static let startOfHeader: UInt8 = 0x01
    private static let startOfText: UInt8 = 0x02
    private static let endOfText: UInt8 = 0x03
    private static let endOfTransmission: UInt8 = 0x04

    /// 5...200 bytes: service and number at least, and a few lines at most.
    private static let headerByteCounts = 5...200

    /// Whether a file that begins with `head` holds such messages: behind fillers, of which NUL begins many a
    /// file of another kind, stands a header.
    static func areIn(_ head: [UInt8]) -> Bool {
        guard let start = head.firstIndex(where: { !isFiller($0) }), !head[..<start].contains(0) else {
            return false
        }
        return hasHeader(head, at: start)
    }

    /// Whether a header stands at `start`, from SOH to STX: two bytes that are everywhere in what is no text.
    private static func hasHeader(_ bytes: [UInt8], at start: Int) -> Bool {
        guard bytes[start] == startOfHeader else { return false }
        let header = bytes[(start + 1)...].prefix(headerByteCounts.upperBound + 1).prefix(while: isOfHeader)
        return headerByteCounts.contains(header.count) && header.endIndex < bytes.count
            && bytes[header.endIndex] == startOfText
    }

    /// Letters of ASCII, line ends, and what ANPA 1312 sets between the parts of a header (DC1 to DC4, US).
    private static func isOfHeader(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) || [0x09, 0x0A, 0x0D, 0x11, 0x12, 0x13, 0x14, 0x1F].contains(byte)
    }

    /// Delivers the articles of a file. Where no message begins, all up to the next header is one refusal.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - named: The character set that somebody named.
    ///   - fileHash: The hash of the file.
    ///   - visit: Takes each piece.
    /// - Throws: A ``Refusal`` of a file that holds one message which gives no article; what `visit` throws.
    static func read(
        _ bytes: [UInt8], in named: CharacterSet?, fileHash: UInt64, _ visit: (ReadPiece) throws -> Void
    ) throws {
        var position = 0
        var ordinal = 0
        while let start = bytes[position...].firstIndex(where: { !isFiller($0) }) {
            let end = end(of: bytes, from: start)
            position = end < bytes.count && bytes[end] == endOfTransmission ? end + 1 : end
            let isOnly = ordinal == 0 && bytes[position...].allSatisfy(isFiller)
            ordinal += 1
            switch result(of: bytes, in: start..<end, named: named) {
            case .success(let article):
                let hash = isOnly ? fileHash : SourceHash.of(bytes, in: start..<end)
                try visit(.article(article, ordinal: isOnly ? nil : ordinal, sourceHash: hash))
            case .failure(let refusal):
                if isOnly { throw refusal }
                try visit(.refusal(refusal, ordinal: ordinal))
            }
        }
        if ordinal == 0 { throw Refusal(.noArticles) }
    }

    /// Where the message that begins at `start` ends, or what is none there.
    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        let rest = (start + 1)..<bytes.count
        let next = bytes[rest].firstIndex { $0 == startOfHeader || $0 == endOfTransmission } ?? bytes.count
        if bytes[start] == startOfHeader, bytes.firstIndex(of: startOfText, in: start + 1..<next) != nil {
            return next
        }
        return rest.first { hasHeader(bytes, at: $0) } ?? bytes.count
    }

    /// What stands between messages: SYN, NUL, DEL, blanks and line ends.
    private static func isFiller(_ byte: UInt8) -> Bool {
        [0x00, 0x09, 0x0A, 0x0D, 0x16, 0x20, 0x7F].contains(byte)
    }

    private static func result(
        of bytes: [UInt8], in message: Range<Int>, named: CharacterSet?
    ) -> Result<Article, Refusal> {
        do throws(Refusal) {
            return .success(try article(of: bytes, in: message, named: named))
        } catch {
            return .failure(error)
        }
    }

    private static func article(
        of bytes: [UInt8], in message: Range<Int>, named: CharacterSet?
    ) throws(Refusal) -> Article {
        guard bytes[message.lowerBound] == startOfHeader,
            let start = bytes.firstIndex(of: startOfText, in: message)
        else { throw damaged("no message begins at offset \(message.lowerBound)") }
        guard let end = bytes.firstIndex(of: endOfText, in: start + 1..<message.upperBound) else {
            throw damaged("the message at offset \(message.lowerBound) has no end")
        }
        // What else is below the blank told a machine how to set the line.
        let content = bytes[(start + 1)..<end].filter { $0 >= 0x20 || (0x09...0x0D).contains($0) }
        let text = try DecodedText(content, named: named)
        let time = WireMessageTime(bytes[(end + 1)..<message.upperBound])
        return try TextArticle.read(text.bytes, from: text.start) { () throws(Refusal) in try time?.date }
    }

    private static func damaged(_ detail: String) -> Refusal {
        Refusal(.damaged("the wire file", detail: detail))
    }
}
