/// An HTTP answer as it came.
public struct HTTPAnswer: Sendable {
    /// The number after the protocol's version; 0 where there is none.
    public let status: Int
    /// The header fields by their names in lower case.
    public let fields: [String: String]
    /// What stands after the header.
    public let body: String

    /// Takes an answer apart.
    public init(_ text: String) {
        let end = text.firstRange(of: "\r\n\r\n")
        let head = end.map { text[..<$0.lowerBound] } ?? text[...]
        var lines = head.split(separator: "\r\n")
        let first = lines.isEmpty ? "" : lines.removeFirst()
        status = first.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        fields = Dictionary(
            lines.map { line in
                let pair = line.split(separator: ":", maxSplits: 1)
                return (pair[0].lowercased(), String(pair.last?.drop { $0 == " " } ?? ""))
            }, uniquingKeysWith: { $0 + ", " + $1 })
        body = end.map { String(text[$0.upperBound...]) } ?? ""
    }
}
