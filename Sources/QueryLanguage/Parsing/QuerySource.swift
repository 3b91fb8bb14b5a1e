/// The scalars of a query text and where each stands in its UTF-8.
///
/// Tokens are ranges of scalars: decoding once makes every look at a neighbour constant time.
struct QuerySource {
    let scalars: [Unicode.Scalar]
    /// The UTF-8 offset of each scalar, and the length of the whole after the last.
    private let offsets: [Int]

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        var offsets: [Int] = []
        scalars.reserveCapacity(text.utf8.count)
        offsets.reserveCapacity(text.utf8.count + 1)
        var offset = 0
        for scalar in text.unicodeScalars {
            scalars.append(scalar)
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
        self.scalars = scalars
        self.offsets = offsets
    }

    var count: Int { scalars.count }

    /// The scalar at `index`; `nil` outside the text.
    subscript(index: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index) ? scalars[index] : nil
    }

    subscript(range: Range<Int>) -> ArraySlice<Unicode.Scalar> { scalars[range] }

    /// The given scalars' place in the text's UTF-8.
    func utf8Range(_ range: Range<Int>) -> Range<Int> {
        offsets[range.lowerBound]..<offsets[range.upperBound]
    }
}
