extension Article {
    /// What begins the part of ``origin`` which says that a file was read as a text, whatever its name says.
    private static let remarkStart = "read as a text: "

    /// The part of ``origin`` of an article whose file is not what its name says.
    ///
    /// - Parameter claim: What the name says: `an archive`.
    /// - Returns: It, for a person.
    public static func remark(onClaim claim: String) -> String {
        "\(remarkStart)its name says that it is \(claim), and its bytes do not"
    }

    /// What is remarkable of how the only article of a file was read; `nil` where nothing is.
    ///
    /// - Parameter origin: ``origin``.
    /// - Returns: That part of it which ``remark(onClaim:)`` made.
    public static func remark(in origin: String) -> String? {
        var rest = origin[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            if rest.hasPrefix(remarkStart) { return String(rest[..<end]) }
            rest = rest[end...].dropFirst().drop { $0 == " " }
        }
        return nil
    }
}
