internal import CPDF

/// Owns a PDF that poppler opened, and frees it exactly once.
@safe struct PDFDocument: ~Copyable {
    private let document: OpaquePointer
    /// Poppler reads from them until it is freed.
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Opens a PDF.
    ///
    /// - Throws: A ``Refusal`` where poppler is not installed, and of what it cannot open.
    init(_ bytes: [UInt8]) throws(Refusal) {
        if let failure = unsafe gazette_pdf_load() {
            throw Refusal(.notInstalled("PDF", package: "libpoppler-glib8", unsafe String(cString: failure)))
        }
        let held = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = unsafe held.initialize(from: bytes)
        guard let opened = unsafe gazette_pdf_open(held.baseAddress, bytes.count) else {
            unsafe held.deallocate()
            throw Refusal(.noMemory)
        }
        unsafe document = opened
        unsafe self.bytes = held
    }

    deinit {
        unsafe gazette_pdf_free(document)
        unsafe bytes.deallocate()
    }

    /// Whether only a password opens it.
    var isEncrypted: Bool { unsafe gazette_pdf_state(document) == GAZETTE_PDF_ENCRYPTED }

    /// Whether it is open.
    var isOpen: Bool { unsafe gazette_pdf_state(document) == GAZETTE_PDF_WELL }

    /// The number of pages that it declares.
    var pageCount: Int { unsafe Int(gazette_pdf_page_count(document)) }

    /// The text of a page, from 0; `nil` where there is none of that number after all.
    borrowing func text(ofPage page: Int) -> String? {
        unsafe gazette_pdf_page_text(document, Int32(page)).map { unsafe String(cString: $0) }
    }

    var title: String? { unsafe gazette_pdf_title(document).map { unsafe String(cString: $0) } }

    var author: String? { unsafe gazette_pdf_author(document).map { unsafe String(cString: $0) } }

    /// The first of poppler's complaints that may have cost text; `nil` where there is none.
    var complaint: String? {
        let all = unsafe String(cString: gazette_pdf_complaints(document))
        if let found = all.split(separator: "\n").first(where: Self.mayCostText) {
            return String(found).replacing(" at position -1", with: "")
        }
        return unsafe gazette_pdf_complains_too_much(document) != 0 ? "poppler finds too much wrong" : nil
    }

    /// Whether a complaint is more than a warning of what poppler has mended, and is not about a drawing, a
    /// picture, a colour or a link, by which nothing of the text is lost.
    private static func mayCostText(_ complaint: Substring) -> Bool {
        let line = Self.withoutNames(complaint.lowercased()[...])
        guard !mended.contains(where: { line.hasPrefix($0) }), !line.contains("default config") else {
            return false
        }
        let words = line.split { !$0.isLetter && !$0.isNumber }
        // Where a picture ends that stands in the text itself may be mistaken.
        return words.contains("inline")
            || !words.contains { word in besideText.contains { word.hasPrefix($0) } }
    }

    /// A complaint without what it quotes from the file, which may say whatever somebody wanted: from the
    /// first quotation mark behind a blank to the last one, or to the end.
    private static func withoutNames(_ line: Substring) -> String {
        guard let opening = line.firstRange(of: " '") else { return String(line) }
        let quoted = line[opening.upperBound...]
        let rest = quoted.lastIndex(of: "'").map { quoted[quoted.index(after: $0)...] } ?? ""
        return String(line[..<opening.lowerBound]) + String(rest)
    }

    private static let mended = ["syntax warning", "unimplemented", "permission error"]
    /// How words begin that poppler names such things by.
    private static let besideText = [
        "acroform", "annot", "blend", "clip", "color", "curveto", "dct", "destination", "extgstate",
        "formfield",
        "formwidget", "icc", "image", "javascript", "jbig2", "jpx", "lineto", "link", "metadata", "moveto",
        "optional", "outline", "pattern", "shading", "softmask", "thumbnail",
    ]
}

extension ArticleFileReader {
    /// Loads what reads PDF, if it is installed, for a process that is about to lose the file system.
    public static func loadLibraries() { _ = unsafe gazette_pdf_load() }
}
