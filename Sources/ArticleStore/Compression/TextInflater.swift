/// Inflates stored texts one after the other, with one stream for all of them, which is made for the first.
struct TextInflater: ~Copyable {
    private var stream: InflateStream?

    init() {}

    /// The text, or `nil` when `bytes` do not inflate to exactly `plainByteCount` bytes. O(n).
    mutating func text(inflating bytes: Span<UInt8>, plainByteCount: Int) -> String? {
        if stream == nil { stream = InflateStream() }
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe stream?.inflateText($0, plainByteCount: plainByteCount)
        }
    }
}
