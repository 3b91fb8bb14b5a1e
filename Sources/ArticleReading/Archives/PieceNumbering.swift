/// Numbers what comes out of a file that holds others, from 1, and names it by its member.
struct PieceNumbering {
    /// How many pieces there were.
    private(set) var count = 0
    private var names: Set<String> = []

    /// The number of the next piece, which has no name.
    mutating func next() -> Int {
        count += 1
        return count
    }

    /// The next piece, which came out of a member and may be one of many in there.
    ///
    /// - Parameters:
    ///   - piece: The piece as the member's reader delivered it.
    ///   - member: The member's name, which a refusal shows.
    ///   - place: What stands before the name, where members of several files are numbered together.
    /// - Returns: The piece with its number and its name; a character set has neither.
    mutating func take(_ piece: ReadPiece, of member: String, in place: String? = nil) -> ReadPiece {
        // A set is told only where it was guessed: were it counted, naming one would number the others anew.
        if case .charset = piece { return piece }
        let number = next()
        let name = (place.map { "\($0)#" } ?? "") + Self.withoutSteps(member)
        switch piece {
        case .article(let article, let ordinal, let hash, let inner):
            return .article(
                article, ordinal: number, sourceHash: hash,
                member: taken(name, ordinal: ordinal, inner: inner))
        case .refusal(let refusal, let ordinal, let inner):
            let shown = String(member.suffix(120).map { $0.isNewline ? " " : $0 })
            let told = Refusal(.told(code: refusal.code, message: "in '\(shown)': \(refusal)"))
            return .refusal(told, ordinal: number, member: taken(name, ordinal: ordinal, inner: inner))
        case .unchanged(_, let hash): return .unchanged(ordinal: number, sourceHash: hash)
        case .charset: return piece
        }
    }

    /// The full name of a piece; `nil` where another one has it, or it could be taken for a number.
    private mutating func taken(_ member: String, ordinal: Int?, inner: String?) -> String? {
        let name = (inner ?? ordinal.map(String.init)).map { "\(member)#\($0)" } ?? member
        guard ReadPiece.isMember(name), names.insert(name).inserted else { return nil }
        return name
    }

    /// The name of a member without steps that lead nowhere or out of the archive; an address stays as it is.
    private static func withoutSteps(_ name: String) -> String {
        guard !name.contains("://") else { return name }
        return name.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }
}

extension ReadPiece {
    /// 1,024 bytes: a longer name helps nobody, and each is kept.
    private static let memberByteLimit = 1_024

    /// Whether a text can be the name of a piece: on one line, of some length, and no number.
    ///
    /// - Parameter name: The text.
    /// - Returns: Whether it can.
    public static func isMember(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= memberByteLimit && Int64(name) == nil
            && !name.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}
