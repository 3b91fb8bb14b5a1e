/// A piece of the answer that has all hits.
///
/// On the wire each is a line of JSON: the answer without hits, then a hit a line, then `{"end": …}`. An
/// answer that breaks off has no end.
public enum SearchStreamItem: Hashable, Sendable {
    /// Comes first: the answer, without hits.
    case answer(SearchResponse)
    /// A hit, in the order that was asked for.
    case hit(Hit)
    /// Comes last.
    case end(SearchStreamEnd)
}

/// What is told when all hits were sent.
public struct SearchStreamEnd: Codable, Hashable, Sendable {
    /// The hits that were sent.
    public var hits: Int
    /// Articles that were found, and had been deleted before they were sent.
    public var gone: Int

    /// Makes an end.
    public init(hits: Int, gone: Int) {
        self.hits = hits
        self.gone = gone
    }
}

extension SearchStreamItem {
    private struct EndLine: Codable {
        var end: SearchStreamEnd
    }

    /// The item as JSON, without a line feed.
    public var json: [UInt8] {
        get throws {
            switch self {
            case .answer(let answer): try WireFormat.encode(answer)
            case .hit(let hit): try WireFormat.encode(hit)
            case .end(let end): try WireFormat.encode(EndLine(end: end))
            }
        }
    }

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - line: The line without its line feed.
    ///   - isFirst: Whether it is the first.
    /// - Throws: `DecodingError` where the line is none of the three.
    public init(line: [UInt8], isFirst: Bool) throws {
        if isFirst {
            self = .answer(try WireFormat.decode(SearchResponse.self, from: line))
        } else if line.starts(with: Array(#"{"end":"#.utf8)) {
            self = .end(try WireFormat.decode(EndLine.self, from: line).end)
        } else {
            self = .hit(try WireFormat.decode(Hit.self, from: line))
        }
    }
}
