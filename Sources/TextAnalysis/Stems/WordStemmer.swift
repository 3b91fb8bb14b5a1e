/// What finds the stem of a word of one language. One thread at a time may use it.
protocol WordStemmer: AnyObject {
    /// Adds the stem of `word` to `output`.
    ///
    /// - Parameters:
    ///   - word: A word in lower case and in well-formed UTF-8, at most 255 bytes.
    ///   - output: Where the bytes of the stem go; what it holds stays.
    func appendStem(of word: Span<UInt8>, to output: inout [UInt8])
}
