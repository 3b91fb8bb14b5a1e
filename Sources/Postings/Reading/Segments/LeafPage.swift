/// One leaf of a segment.
///
/// | offset | width | meaning |
/// | --- | --- | --- |
/// | 0 | 2 | where the first row id stands that is of a term of an earlier leaf; 0 without one (big-endian) |
/// | 2 | 2 | where the footer begins, E (big-endian) |
/// | 4 | E − 4 | terms and doclists |
/// | E | | the footer: how far each term on the leaf stands from the one before, the first from 0 (varints) |
struct LeafPage {
    /// Bytes before the first term or row id.
    static let headerByteCount = 4

    /// The leaf as stored.
    private(set) var bytes: [UInt8] = []
    /// Its row, for errors.
    private(set) var row: Int64 = 0
    /// The segment and the number of the leaf; 0 as long as none was read, and after one that could not be.
    private(set) var segment = 0
    private(set) var page = 0
    /// Where the first row id of an earlier term's doclist stands; 0 without one.
    private(set) var firstIDOffset = 0
    /// Where terms and doclists end.
    private(set) var contentEnd = 0
    /// Where the first term stands; `nil` without one.
    private(set) var firstTermOffset: Int?

    /// Whether a term begins on this leaf.
    var hasTerms: Bool { firstTermOffset != nil }

    /// Where the doclist ends that has come from an earlier leaf.
    var continuationEnd: Int { firstTermOffset ?? contentEnd }

    /// Becomes another leaf.
    mutating func load(segment: Int, page: Int, from source: some BlockSource) throws {
        (self.segment, self.page) = (0, 0)
        row = SegmentPage.leafRow(segment: segment, page: page)
        guard try source.readBlock(row, into: &bytes) else {
            throw PostingsError(.damaged, row: row, "a leaf is missing")
        }
        guard bytes.count >= Self.headerByteCount else {
            throw PostingsError(.damaged, row: row, "a leaf of \(bytes.count) bytes")
        }
        firstIDOffset = Int(bytes[0]) << 8 | Int(bytes[1])
        contentEnd = Int(bytes[2]) << 8 | Int(bytes[3])
        guard contentEnd >= Self.headerByteCount, contentEnd <= bytes.count else {
            throw PostingsError(.damaged, row: row, "a footer at \(contentEnd) of \(bytes.count) bytes")
        }
        firstTermOffset = nil
        if contentEnd < bytes.count {
            var offset = contentEnd
            guard let first = Varint.read(bytes.span, at: &offset), first >= 4, first < UInt64(contentEnd)
            else { throw PostingsError(.damaged, row: row, "the first term is outside of the leaf") }
            firstTermOffset = Int(first)
        }
        if firstIDOffset != 0 {
            guard firstIDOffset >= Self.headerByteCount, firstIDOffset < continuationEnd else {
                throw PostingsError(.damaged, row: row, "a row id at \(firstIDOffset)")
            }
        }
        (self.segment, self.page) = (segment, page)
    }

    /// The integer at `offset`, which moves on.
    func varint(at offset: inout Int, below end: Int) throws -> Int {
        guard let value = Varint.read(bytes.span, at: &offset), offset <= end, value <= UInt64(Int32.max)
        else { throw PostingsError(.damaged, row: row, "a number that does not end, or is too large") }
        return Int(value)
    }
}
