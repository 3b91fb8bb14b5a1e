/// Words of up to eight bytes.
struct ShortWords: Sendable {
    private let keys: Set<UInt64>

    /// The words of a list with blanks between them.
    init(_ words: String) {
        keys = Set(words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })
    }

    func contain(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= 8 else { return false }
        var key: UInt64 = 0
        for index in bytes.indices { key = key << 8 | UInt64(bytes[index]) }
        return keys.contains(key)
    }
}
