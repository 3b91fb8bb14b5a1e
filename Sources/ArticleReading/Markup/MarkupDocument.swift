internal import CMarkup

/// Owns a document that libxml2 parsed, and frees it exactly once.
@safe struct MarkupDocument: ~Copyable {
    /// What a walk meets.
    enum Event {
        case open(name: String, attributes: [(name: String, value: String)])
        case close
        case text(String)
    }

    private let document: OpaquePointer

    init?(page bytes: [UInt8]) {
        let parsed = unsafe bytes.withUnsafeBufferPointer {
            unsafe gazette_markup_html($0.baseAddress, $0.count)
        }
        guard let parsed = unsafe parsed else { return nil }
        unsafe document = parsed
    }

    init?(xml bytes: [UInt8]) {
        let parsed = unsafe bytes.withUnsafeBufferPointer {
            unsafe gazette_markup_xml($0.baseAddress, $0.count)
        }
        guard let parsed = unsafe parsed else { return nil }
        unsafe document = parsed
    }

    deinit { unsafe gazette_markup_free(document) }

    /// Whether the document is one.
    ///
    /// - Throws: A ``Refusal`` that names the line.
    borrowing func check() throws(Refusal) {
        switch unsafe gazette_markup_state(document) {
        case GAZETTE_MARKUP_ENTITIES: throw Refusal(.declaresEntities)
        case GAZETTE_MARKUP_BROKEN:
            let message = unsafe String(cString: gazette_markup_error_message(document))
            let line = unsafe Int(gazette_markup_error_line(document))
            throw Refusal(.invalidXML(message, line: line))
        default: return
        }
    }

    /// Goes on to the next event; `nil` at the end.
    borrowing func next() -> Event? {
        switch unsafe gazette_markup_next(document) {
        case GAZETTE_MARKUP_OPEN:
            let name = unsafe String(cString: gazette_markup_string(document))
            var attributes: [(name: String, value: String)] = []
            var attribute: UnsafePointer<CChar>?
            var value: UnsafePointer<CChar>?
            while unsafe gazette_markup_attribute(document, &attribute, &value) != 0 {
                guard let attribute = unsafe attribute, let value = unsafe value else { break }
                unsafe attributes.append((String(cString: attribute), String(cString: value)))
            }
            return .open(name: name, attributes: attributes)
        case GAZETTE_MARKUP_CLOSE: return .close
        case GAZETTE_MARKUP_TEXT: return unsafe .text(String(cString: gazette_markup_string(document)))
        default: return nil
        }
    }
}
