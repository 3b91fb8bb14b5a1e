internal import CStemmer

/// One of the stemmers of Snowball: owns a stemmer of libstemmer and deletes it once.
///
/// It writes into memory of its own at each call, so one thread at a time may use it.
@safe final class SnowballStemmer: WordStemmer {
    private let raw: OpaquePointer

    /// The algorithm of that English name; `nil` where libstemmer has none of that name, or no memory.
    init?(algorithm: String) {
        guard let raw = unsafe sb_stemmer_new(algorithm, "UTF_8") else { return nil }
        unsafe self.raw = raw
    }

    deinit { unsafe sb_stemmer_delete(raw) }

    func appendStem(of word: Span<UInt8>, to output: inout [UInt8]) {
        unsafe word.withUnsafeBufferPointer { bytes in
            guard let stem = unsafe sb_stemmer_stem(raw, bytes.baseAddress, Int32(bytes.count)) else {
                // Out of memory: the word is its own stem.
                return unsafe output.append(contentsOf: bytes)
            }
            let count = Int(unsafe sb_stemmer_length(raw))
            unsafe output.append(contentsOf: UnsafeBufferPointer(start: stem, count: count))
        }
    }
}
