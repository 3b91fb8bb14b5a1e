/// A text as the index stores it: deflated, with the size it has when inflated.
public struct DeflatedText: Sendable, Equatable {
    /// Raw deflate data (RFC 1951).
    public let bytes: [UInt8]
    /// The size of the text in UTF-8 bytes.
    public let plainByteCount: Int

    /// Takes stored bytes as they are.
    public init(bytes: [UInt8], plainByteCount: Int) {
        self.bytes = bytes
        self.plainByteCount = plainByteCount
    }

    /// Compresses a text with a deflater that is used again and again, unless `check` throws. O(n).
    init<Stop: Error>(
        deflating text: String, with deflater: inout TextDeflater, checking check: () throws(Stop) -> Void
    ) throws(Stop) {
        var text = text
        text.makeContiguousUTF8()
        let utf8 = text.utf8.span
        plainByteCount = utf8.count
        bytes = try deflater.deflate(utf8, checking: check)
    }

    /// The text, or `nil` when the bytes are not the deflated form of a text of that size.
    public func inflated() -> String? {
        var inflater = TextInflater()
        return inflater.text(inflating: bytes.span, plainByteCount: plainByteCount)
    }

    /// The plain bytes, or `nil` when `bytes` do not inflate to exactly `plainByteCount` bytes.
    static func inflate(_ bytes: UnsafeBufferPointer<UInt8>, plainByteCount: Int) -> [UInt8]? {
        var decompressor = TextDecompressor()
        return unsafe decompressor?.inflate(bytes, plainByteCount: plainByteCount)
    }
}
