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
    ///
    /// What it warns of, it has mended. An error in a picture, a colour or a link says nothing of the text.
    var complaint: String? {
        let all = unsafe String(cString: gazette_pdf_complaints(document))
        let found = all.split(separator: "\n").first { line in
            let line = line.lowercased()
            return !Self.mended.contains { line.hasPrefix($0) }
                && !Self.besideText.contains { line.contains($0) }
        }
        if let found { return String(found).replacing(" at position -1", with: "") }
        return unsafe gazette_pdf_complains_too_much(document) != 0 ? "poppler finds too much wrong" : nil
    }

    private static let mended = ["syntax warning", "unimplemented", "permission error"]
    private static let besideText = [
        "default config", "optional content", "annot", "outline", "link", "destination", "color", "icc",
        "shading", "pattern", "image", "jpx", "jbig2", "dct", "metadata", "thumbnail", "form", "javascript",
    ]
}

extension ArticleFileReader {
    /// Loads what reads PDF, if it is installed, for a process that is about to lose the file system.
    public static func loadLibraries() { _ = unsafe gazette_pdf_load() }
}
