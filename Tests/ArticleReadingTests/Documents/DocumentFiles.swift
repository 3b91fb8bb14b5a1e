/// Documents of each kind, made part by part.
enum DocumentFiles {
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    /// A Word document.
    ///
    /// - Parameters:
    ///   - body: What stands in the body, as XML.
    ///   - properties: What stands in its core properties.
    ///   - more: Further parts; one with the name of a usual part takes its place.
    /// - Returns: The file.
    static func word(
        _ body: String, properties: String = "", more: [(name: String, content: String)] = []
    ) -> [UInt8] {
        let parts = [
            (
                "[Content_Types].xml",
                #"<?xml version="1.0"?><Types xmlns="\#(package)/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#
            ),
            (
                "_rels/.rels",
                relations([
                    ("officeDocument", "word/document.xml", office),
                    ("metadata/core-properties", "docProps/core.xml", "\(package)/relationships"),
                ])
            ),
            ("word/document.xml", wordPart("document", "<w:body>\(body)</w:body>")),
            (
                "docProps/core.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="\(package)/metadata/core-properties"
                xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">\(properties)
                </cp:coreProperties>
                """
            ),
        ]
        return zip(parts.filter { part in !more.contains { $0.name == part.0 } } + more)
    }

    /// A part of a Word document with this outermost element.
    static func wordPart(_ root: String, _ content: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><w:\(root) xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\(content)</w:\(root)>
        """
    }

    static func relations(_ targets: [(kind: String, target: String, base: String)]) -> String {
        let lines = targets.enumerated().map { index, each in
            #"<Relationship Id="r\#(index)" Type="\#(each.base)/\#(each.kind)" Target="\#(each.target)"/>"#
        }
        return #"<Relationships xmlns="\#(package)/relationships">\#(lines.joined())</Relationships>"#
    }

    /// A text of OpenDocument.
    static func openDocument(
        _ text: String, meta: String = "", more: [(name: String, content: String)] = [],
        type: String = "application/vnd.oasis.opendocument.text"
    ) -> [UInt8] {
        let namespaces = """
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
            """
        return zip(
            [
                ("mimetype", type),
                (
                    "content.xml",
                    """
                    <?xml version="1.0" encoding="UTF-8"?><office:document-content \(namespaces)><office:body>
                     <office:text>\(text)</office:text></office:body></office:document-content>
                    """
                ),
                (
                    "meta.xml",
                    "<office:document-meta \(namespaces)><office:meta>\(meta)</office:meta></office:document-meta>"
                ),
            ] + more)
    }

    /// An e-book whose chapters are `chapter 1.xhtml` and so on, in a folder of its own.
    static func book(
        _ chapters: [String], metadata: String, more: [(name: String, content: String)] = []
    ) -> [UInt8] {
        let items = chapters.indices.map {
            #"<item id="c\#($0)" href="text/chapter%20\#($0 + 1).xhtml" media-type="application/xhtml+xml"/>"#
        }
        let spine = chapters.indices.map { #"<itemref idref="c\#($0)"/>"# }
        return zip(
            [
                ("mimetype", "application/epub+zip"),
                (
                    "META-INF/container.xml",
                    #"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#
                ),
                (
                    "OEBPS/book.opf",
                    """
                    <package xmlns="http://www.idpf.org/2007/opf" unique-identifier="isbn" version="3.0">
                    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\(metadata)</metadata>
                    <manifest>\(items.joined())</manifest><spine>\(spine.joined())</spine></package>
                    """
                ),
            ]
                + chapters.enumerated().map {
                    (
                        "OEBPS/text/chapter \($0 + 1).xhtml",
                        #"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>\#($1)</body></html>"#
                    )
                } + more)
    }
}
