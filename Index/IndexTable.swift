/// A table of `Index/Tables`: what Gazette knows of languages and agencies, as text that people can read and
/// correct.
///
/// Lines that begin with `#` explain it. Every other line is a row of columns that tabs separate.
public struct IndexTable: Sendable {
    /// The rows, in the order of the file, with at least one column.
    public let rows: [[String]]

    init(_ bytes: [UInt8]) {
        rows = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.first != UInt8(ascii: "#") else { return nil }
            return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The letters of languages, by which the encoding of a text is guessed.
    public static let letters = IndexTable(PackageResources.letters_tsv)
}
