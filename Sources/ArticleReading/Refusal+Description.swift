extension Refusal: CustomStringConvertible {
    /// One lower-case line for a person: what is wrong, where, and what to do about it.
    public var description: String {
        switch reason {
        case .emptyFile: "the file is empty; it is read again when it changes"
        case .noText: "there is no text in it, only blanks or a header; add the text"
        case .noArticles: "there is no article in it; add one"
        case .unsupportedFormat(let name): "\(name) is not read yet; save it as text in UTF-8"
        case .unsupportedEncoding(let name): "text in \(name) is not read yet; save it in UTF-8"
        case .nulByte(let offset):
            "a NUL byte stands at offset \(offset), so this is no text in UTF-8; save it as text in UTF-8"
        case .invalidUTF8(let offset):
            "the byte at offset \(offset) is not UTF-8; save the text in UTF-8"
        case .invalidBytes(let name, let offset):
            "the byte at offset \(offset) is not \(name); save the text in UTF-8"
        case .articleTooLarge(let limit):
            "the article is larger than the limit of \(limit) bytes; split it, or raise the limit"
        case .documentTooLarge(let limit):
            "the JSON file is larger than the limit of \(limit) bytes; write one article a line, as .jsonl"
        case .noSuchDay(let text, let declaration):
            "\(declaration) declares \(text.shown), which is no day of the calendar; correct the date"
        case .unreadableDate(let text, let declaration):
            "\(declaration) declares the date '\(text.shown)', which is neither a day (2020-02-03) nor an "
                + "instant (2020-02-03T10:15:00Z); correct the date"
        case .invalidJSON(let problem, let offset): "the JSON is broken at offset \(offset): \(problem)"
        case .nestedTooDeep(let limit, let offset):
            "the JSON is nested more than \(limit) deep at offset \(offset); an article is a flat object"
        case .notAnObject(let found): "an article is a JSON object, but here is \(found); write {\"text\": …}"
        case .wrongKind(let field, let found):
            "the field '\(field)' is \(found) and should be a string"
                + (field == "id" || field == "guid" ? " or a number" : "")
        case .duplicateField(let field): "the field '\(field)' is declared twice; keep one"
        case .loneSurrogate(let field, let offset):
            "the field '\(field)' holds half of a surrogate pair at offset \(offset); write the whole character"
        case .nulCharacter(let field): "the field '\(field)' holds the character U+0000; remove it"
        case .neitherTextNorTitle: "the object has neither a 'text' nor a 'title'; add one"
        case .invalidXML(let message, let line):
            "the XML is broken in line \(line): \(message); write it well formed"
        case .declaresEntities:
            "the XML declares entities of its own, which are never expanded; write their text in their places"
        case .unknownXML(let root):
            "XML with the root element '\(root.shown)' is no news format that is read; save it as text in UTF-8"
        case .encrypted(let name): "\(name) is encrypted; save it without a password"
        case .damaged(let name, let detail):
            "\(name) is damaged or not whole (\(detail.shown(100))); copy it again"
        case .onlyPictures(let name):
            "\(name) has no text, only pictures, as scans have; put it through text recognition (OCR), or save "
                + "its text"
        case .notInstalled(let name, let package, let detail):
            "\(name) cannot be read, since a library is missing (\(detail.shown(100))); install the package "
                + "\(package), and it is read at the next start"
        case .groupsTooDeep(let limit, let offset):
            "the rich text is nested more than \(limit) deep at offset \(offset); save it anew, or as text"
        case .fileTooLarge(let key, let limit):
            "the file is larger than the limit of \(limit) bytes; split it, or raise '\(key)'"
        case .memberTooLarge(let limit):
            "the member is larger than the limit of \(limit) bytes; raise 'member-bytes', or unpack it"
        case .archivesTooDeep(let limit):
            "archives lie in one another more than \(limit) deep; unpack the outer ones"
        case .tooManyMembers(let limit):
            "the archive has more than \(limit) members; split it, or raise 'archive-members'"
        case .expandsTooMuch(let limit):
            "it grows to more than \(limit) times its size when it is unpacked, as bombs do; unpack it, or raise "
                + "'expansion-ratio'"
        case .readerDied(let signal):
            "the process that read it was ended by signal \(signal): it wanted too much memory or time, or has "
                + "a fault that the file provokes; raise 'memory-bytes', or save the text in another format"
        case .readerTookTooLong(let seconds):
            "reading it took longer than \(seconds) s; raise 'seconds', or save the text in another format"
        case .answerTooLarge(let limit):
            "the articles in it come to more than \(limit) bytes; split it"
        case .readerFailed(let detail):
            "the process that was to read it failed: \(detail); it is tried again when the file changes and at "
                + "each start"
        case .noMemory:
            "the memory of the reading process does not suffice for it; split it, or raise 'memory-bytes'"
        case .told(_, let message): message
        }
    }

    /// A stable word in snake case for metrics and programs, one for each case of ``Reason``.
    public var code: String {
        switch reason {
        case .emptyFile: "empty_file"
        case .noText: "no_text"
        case .noArticles: "no_articles"
        case .unsupportedFormat: "unsupported_format"
        case .unsupportedEncoding: "unsupported_encoding"
        case .nulByte: "nul_byte"
        case .invalidUTF8: "invalid_utf8"
        case .invalidBytes: "invalid_bytes"
        case .articleTooLarge: "article_too_large"
        case .documentTooLarge: "document_too_large"
        case .noSuchDay: "no_such_day"
        case .unreadableDate: "unreadable_date"
        case .invalidJSON: "invalid_json"
        case .nestedTooDeep: "nested_too_deep"
        case .notAnObject: "not_an_object"
        case .wrongKind: "wrong_kind"
        case .duplicateField: "duplicate_field"
        case .loneSurrogate: "lone_surrogate"
        case .nulCharacter: "nul_character"
        case .neitherTextNorTitle: "neither_text_nor_title"
        case .invalidXML: "invalid_xml"
        case .declaresEntities: "declares_entities"
        case .unknownXML: "unknown_xml"
        case .encrypted: "encrypted"
        case .damaged: "damaged"
        case .onlyPictures: "only_pictures"
        case .notInstalled: "not_installed"
        case .groupsTooDeep: "groups_too_deep"
        case .fileTooLarge: "file_too_large"
        case .memberTooLarge: "member_too_large"
        case .archivesTooDeep: "archives_too_deep"
        case .tooManyMembers: "too_many_members"
        case .expandsTooMuch: "expands_too_much"
        case .readerDied: "reader_died"
        case .readerTookTooLong: "reader_took_too_long"
        case .answerTooLarge: "answer_too_large"
        case .readerFailed: "reader_failed"
        case .noMemory: "no_memory"
        case .told(let code, _): code
        }
    }
}

extension Refusal.Declaration: CustomStringConvertible {
    /// The part as the subject of a sentence.
    public var description: String {
        switch self {
        case .header: "the header"
        case .frontMatter: "the front matter"
        case .field(let name): "the field '\(name)'"
        }
    }
}

extension Refusal.JSONProblem: CustomStringConvertible {
    /// The problem and what to do, after a colon.
    public var description: String {
        switch self {
        case .unexpectedEnd: "it ends inside a value; write it whole"
        case .unexpectedCharacter: "this character cannot stand here"
        case .controlCharacter: "a control character stands in a string; escape it"
        case .invalidEscape: "a backslash begins no escape that JSON has; write \\\\ for a backslash"
        case .invalidNumber: "this is no number as JSON writes it"
        case .trailingData: "more follows after the value; a file of one article a line is named .jsonl"
        }
    }
}

extension Refusal.JSONKind: CustomStringConvertible {
    /// The kind with its article.
    public var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}

extension String {
    /// The text on one line and at most 40 characters long: a message repeats what a file says, not all of
    /// it.
    fileprivate var shown: String { shown(40) }

    fileprivate func shown(_ characterLimit: Int) -> String {
        let line = String(prefix(characterLimit).map { $0.isWhitespace || $0.isNewline ? " " : $0 })
        let printable = String(
            String.UnicodeScalarView(line.unicodeScalars.prefix(4 * characterLimit).filter { $0.value >= 32 })
        )
        return printable.unicodeScalars.count < unicodeScalars.count ? printable + "…" : printable
    }
}
