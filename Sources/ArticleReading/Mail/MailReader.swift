/// Reads a mail (`.eml`) or a mailbox (mbox): each message is an article, and so is each file that came with
/// it.
///
/// A mail without attachments is one article without a number; everything else is numbered from 1 in its
/// order. What came with a mail goes by its name, in a mailbox behind the number of its mail.
struct MailReader {
    /// Reads attachments as members of an archive are read.
    let files: ArchiveReader

    /// Delivers the articles of a mail.
    ///
    /// - Throws: A ``Refusal`` of a mail without attachments; what `visit` throws.
    func readMail(_ bytes: [UInt8], fileHash: UInt64, _ visit: (ReadPiece) throws -> Void) throws {
        let message = try MailMessage(bytes, in: 0..<bytes.count, charset: files.charset(for:))
        guard !message.attachments.isEmpty else {
            try visit(.article(try message.article(), ordinal: nil, sourceHash: fileHash))
            if let guess = message.guess { try visit(.charset(guess)) }
            return
        }
        var numbering = PieceNumbering()
        try deliver(message, hash: fileHash, isAlone: true, &numbering, visit)
    }

    /// Delivers the articles of a mailbox.
    ///
    /// - Throws: A ``Refusal`` of a mailbox without messages; what `visit` throws.
    func readMailbox(_ bytes: [UInt8], _ visit: (ReadPiece) throws -> Void) throws {
        var numbering = PieceNumbering()
        let messages = Self.messages(of: bytes)
        guard !messages.isEmpty else { throw Refusal(.noArticles) }
        if let stray = Self.strayText(of: bytes) { try visit(.refusal(stray, ordinal: numbering.next())) }
        for range in messages {
            let unquoted = Self.unquoted(bytes[range])
            let hash = SourceHash.of(unquoted, in: 0..<unquoted.count)
            do {
                let message = try MailMessage(
                    unquoted, in: 0..<unquoted.count, charset: files.charset(for:))
                try deliver(message, hash: hash, isAlone: false, &numbering, visit)
            } catch let refusal as Refusal {
                try visit(.refusal(refusal, ordinal: numbering.next()))
            }
        }
    }

    /// Why what stands before the first message is not taken; `nil` where that is nothing.
    private static func strayText(of bytes: [UInt8]) -> Refusal? {
        let start = bytes.skippingBlanks(from: 0, before: bytes.count, andLineEnds: true)
        guard !bytes.hasText("From ", at: start, before: bytes.count) else { return nil }
        return Refusal(
            .damaged("the mailbox", detail: "no line 'From …' begins what stands at offset \(start)"))
    }

    private func deliver(
        _ message: MailMessage, hash: UInt64, isAlone: Bool, _ numbering: inout PieceNumbering,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let number = numbering.next()
        let piece: ReadPiece
        do throws(Refusal) {
            piece = .article(try message.article(), ordinal: number, sourceHash: hash)
        } catch {
            piece = .refusal(error, ordinal: number)
        }
        try visit(piece)
        if let guess = message.guess { try visit(.charset(guess)) }
        for attachment in message.attachments {
            try files.deliver(
                attachment.bytes, named: attachment.name, in: isAlone ? nil : String(number),
                numbering: &numbering, visit)
        }
    }

    /// The messages between lines `From …` that stand at the start or after a blank line; the first such line
    /// needs no more than this word.
    private static func messages(of bytes: [UInt8]) -> [Range<Int>] {
        var messages: [Range<Int>] = []
        var start: Int?
        var position = 0
        var isAfterBlank = true
        while position < bytes.count {
            let (content, next) = bytes.line(from: position, before: bytes.count)
            if isAfterBlank, bytes.hasText("From ", at: position, before: bytes.count),
                start == nil || MailboxSeparator.stands(at: position, in: bytes)
            {
                if let start { messages.append(start..<position) }
                start = next
            }
            isAfterBlank = content.isEmpty
            position = next
        }
        if let start, start < bytes.count { messages.append(start..<bytes.count) }
        return messages
    }

    /// A message without the `>` that mailboxes put before lines that begin with `From `.
    private static func unquoted(_ message: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(message)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let next = bytes.line(from: position, before: bytes.count).next
            var marks = position
            while marks < next, bytes[marks] == UInt8(ascii: ">") { marks += 1 }
            let isQuoted = marks > position && bytes.hasText("From ", at: marks, before: next)
            result += bytes[(isQuoted ? position + 1 : position)..<next]
            position = next
        }
        return result
    }
}
