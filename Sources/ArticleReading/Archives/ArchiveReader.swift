/// Reads archives and compressed files: each member as a file of its own by its bytes and its name, which is never
/// used as a path.
///
/// Every article and every refusal in an archive has a number, from 1, in the order of its members. A compressed
/// file that is no archive is what is packed in it.
struct ArchiveReader {
    let limits: ReadingLimits
    let depth: Int
    let budget: UnpackingBudget

    /// Delivers what is in an archive.
    ///
    /// - Parameters:
    ///   - bytes: The whole archive.
    ///   - name: Its name, which without `.gz` and the like is that of what a compressed file holds.
    ///   - visit: Takes each piece.
    /// - Throws: A ``Refusal`` of the whole file, before any piece; what `visit` throws.
    func read(_ bytes: [UInt8], named name: String, _ visit: (ReadPiece) throws -> Void) throws {
        guard depth <= limits.archiveDepth else {
            throw Refusal(.archivesTooDeep(limit: limits.archiveDepth))
        }
        var count = 0
        do {
            let unpacker = try Unpacker(bytes)
            while let member = try unpacker.next() {
                if member.isWhole {
                    let unpacked = try unpacker.memberBytes(limit: limits.memberByteCount, budget.spendBytes)
                    return try readMember(unpacked, named: Self.unpackedName(name), visit)
                }
                guard member.isFile, !Self.isLeftAlone(member.name) else { continue }
                try budget.spendMember()
                let unpacked: [UInt8]
                do throws(Refusal) {
                    guard !member.isEncrypted else { throw Refusal(.encrypted("the member")) }
                    unpacked = try unpacker.memberBytes(limit: limits.memberByteCount, budget.spendBytes)
                } catch {
                    // The rest of an archive is of use; that of a bomb is not, nor can a damaged one be read on.
                    if error.endsArchive { throw error }
                    count += 1
                    try visit(ReadPiece.refusal(error, ordinal: nil).numbered(count, of: member.name))
                    continue
                }
                try deliver(unpacked, named: member.name, counting: &count, visit)
            }
        } catch let refusal as Refusal where count > 0 {
            return try visit(.refusal(refusal, ordinal: count + 1))
        }
        if count == 0 { throw Refusal(.noArticles) }
    }

    /// Delivers what is in a file that comes with others, numbered on from `count`.
    ///
    /// - Throws: A ``Refusal`` where nothing more is to be read of the file that it comes in; what `visit`
    ///   throws.
    func deliver(
        _ bytes: [UInt8], named name: String, counting count: inout Int, _ visit: (ReadPiece) throws -> Void
    ) throws {
        var number = count
        defer { count = number }
        do {
            try readMember(bytes, named: name) { piece in
                number += 1
                try visit(piece.numbered(number, of: name))
            }
        } catch let refusal as Refusal {
            if case .expandsTooMuch = refusal.reason { throw refusal }
            if case .tooManyMembers = refusal.reason { throw refusal }
            number += 1
            try visit(ReadPiece.refusal(refusal, ordinal: nil).numbered(number, of: name))
        }
    }

    private func readMember(
        _ bytes: [UInt8], named name: String, _ visit: (ReadPiece) throws -> Void
    ) throws {
        var source = ByteArraySource(bytes)
        try ArticleFileReader(limits: limits).read(
            named: name, from: &source,
            within: ArchiveReader(limits: limits, depth: depth + 1, budget: budget), visit)
    }

    private static func unpackedName(_ name: String) -> String {
        for (suffix, instead) in [
            (".tgz", ".tar"), (".txz", ".tar"), (".gz", ""), (".bz2", ""), (".xz", ""), (".zst", ""),
        ] where name.lowercased().hasSuffix(suffix) {
            return String(name.dropLast(suffix.count)) + instead
        }
        return name
    }

    /// What systems put beside files, and nobody wrote.
    private static func isLeftAlone(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        return parts.first == "__MACOSX" || parts.contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
            || parts.last == "Thumbs.db"
    }
}

extension Refusal {
    /// Whether what follows in an archive is not read either.
    fileprivate var endsArchive: Bool {
        switch reason {
        case .expandsTooMuch, .tooManyMembers, .damaged: true
        default: false
        }
    }
}

extension ReadPiece {
    /// The piece with its number in an archive; a refusal names the member.
    fileprivate func numbered(_ number: Int, of member: String) -> ReadPiece {
        switch self {
        case .article(let article, _, let hash): return .article(article, ordinal: number, sourceHash: hash)
        case .refusal(let refusal, _):
            let shown = String(member.suffix(120).map { $0.isNewline ? " " : $0 })
            let told = Refusal(.told(code: refusal.code, message: "in '\(shown)': \(refusal)"))
            return .refusal(told, ordinal: number)
        case .unchanged(_, let hash): return .unchanged(ordinal: number, sourceHash: hash)
        case .charset: return self
        }
    }
}
