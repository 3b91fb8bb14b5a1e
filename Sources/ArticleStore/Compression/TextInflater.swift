/// Inflates stored texts one after the other, with one decompressor for all of them, which is made for the
/// first.
struct TextInflater: ~Copyable {
    private var decompressor: TextDecompressor?

    init() {}

    /// The text, or `nil` when `bytes` do not inflate to exactly `plainByteCount` bytes. O(n).
    mutating func text(inflating bytes: Span<UInt8>, plainByteCount: Int) -> String? {
        if decompressor == nil { decompressor = TextDecompressor() }
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe decompressor?.inflateText($0, plainByteCount: plainByteCount)
        }
    }
}
