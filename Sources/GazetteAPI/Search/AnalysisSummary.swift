/// What the analysis made of many texts, in numbers.
public struct AnalysisSummary: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The texts, empty ones included.
    public var texts = 0
    /// Their bytes of UTF-8.
    public var bytes = 0
    /// The positions, which is what the length of a text counts.
    public var words = 0
    /// The stems that stand beside them.
    public var stems = 0
    /// The keys of names that stand beside them.
    public var names = 0
    /// The number of texts by language, ISO 639-1; `unknown` counts those that have too few letters to tell.
    public var languages: [String: Int] = [:]
    /// Microseconds that finding languages and terms took, on one core, without reading and printing.
    public var tookUs = 0

    /// Makes a summary of no texts.
    public init() { formatVersion = WireFormat.version }
}
