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

    /// The agencies that stories name, and the forms of their datelines.
    public static let agencies = IndexTable(PackageResources.agencies_tsv)

    /// The forms of datelines.
    public static let datelines = IndexTable(PackageResources.datelines_tsv)

    /// The names of languages that stand for their codes.
    public static let languages = IndexTable(PackageResources.languages_tsv)

    /// The names of months in datelines and in queries.
    public static let months = IndexTable(PackageResources.months_tsv)

    /// Places with several names.
    public static let places = IndexTable(PackageResources.places_tsv)

    /// Words in capitals that stories begin with and that are no names.
    public static let wireWords = IndexTable(PackageResources.wire_words_tsv)

    /// What web pages say of themselves in paragraphs of their own: where the words count, the words.
    public static let pagePhrases = IndexTable(PackageResources.page_phrases_tsv)
}
