/// Reads archives and compressed files: each member as a file of its own by its bytes and its name, which is
/// never used as a path.
///
/// Every article and every refusal in an archive has a number, from 1, in the order of its members. A
/// compressed file that is no archive is what is packed in it.
struct ArchiveReader {
    let limits: ReadingLimits
    let depth: Int
    let budget: UnpackingBudget
    /// The set that somebody named for the whole file: of its members it counts for those that are not UTF-8
    /// and can be read in it.
    var charset: CharacterSet?

    /// The set that was named, where a member is to be read in it.
    func charset(for member: [UInt8]) -> CharacterSet? {
        guard let charset, case nil = try? member.validateUTF8(in: 0..<member.count),
            case .success? = charset.decode(member)
        else { return nil }
        return charset
    }

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
        let unpackedName = FileFormat.unpackedName(name)
        let spent = budget.position
        var numbering = PieceNumbering()
        var lastName: String?
        do {
            // libarchive looks for what is packed in what is packed, and may meet the damage before there is
            // a member.
            let unpacker: Unpacker
            switch opened(bytes) {
            case .success(let opened): unpacker = opened
            case .failure(let damage):
                return try readRest(of: bytes, named: unpackedName, damage: damage, visit)
            }
            var isFirst = true
            while let member = next(of: unpacker) {
                if isFirst, case .failure(let damage) = member {
                    return try readRest(of: bytes, named: unpackedName, damage: damage, visit)
                }
                isFirst = false
                let member = try member.get()
                if member.isWhole {
                    guard unpacker.isCompressed else {
                        throw Refusal(.damaged("the archive", detail: "it begins like one, and is none"))
                    }
                    return try readWhole(unpacker, of: bytes, named: unpackedName, visit)
                }
                try read(member, of: unpacker, numbering: &numbering, visit)
                lastName = member.name
            }
            if let missing = unpacker.missingEnd { throw missing }
        } catch let damage as Refusal where damage.isDamage && numbering.count > 0 {
            budget.takeUp(spent)
            return try readMembers(
                of: bytes, named: unpackedName, behind: numbering.count, lastName, damage: damage, visit)
        } catch let refusal as Refusal where numbering.count > 0 {
            return try visit(.refusal(refusal, ordinal: numbering.next()))
        }
        if numbering.count == 0 { throw Refusal(.noArticles) }
    }

    /// Delivers what is in the member that an unpacker came to.
    ///
    /// - Throws: A ``Refusal`` where nothing more is to be read of the archive; what `visit` throws.
    private func read(
        _ member: Unpacker.Member, of unpacker: Unpacker, numbering: inout PieceNumbering,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        guard member.isFile, !Self.isLeftAlone(member.name) else { return }
        try budget.spendMember()
        let unpacked: [UInt8]
        do throws(Refusal) {
            guard !member.isEncrypted else { throw Refusal(.encrypted("the member")) }
            unpacked = try unpacker.memberBytes(limit: limits.memberByteCount, budget.spendBytes)
        } catch {
            // The rest of an archive is of use; that of a bomb is not, nor can a damaged one be read on.
            if error.endsArchive { throw error }
            return try refuse(error, named: member.name, numbering: &numbering, visit)
        }
        try deliver(unpacked, named: member.name, numbering: &numbering, visit)
    }

    private func opened(_ bytes: [UInt8]) -> Result<Unpacker, Refusal> {
        do throws(Refusal) {
            return .success(try Unpacker(bytes))
        } catch {
            return .failure(error)
        }
    }

    /// The next member, or what is wrong where it should be; `nil` behind the last.
    private func next(of unpacker: Unpacker) -> Result<Unpacker.Member, Refusal>? {
        do throws(Refusal) {
            return try unpacker.next().map { .success($0) }
        } catch {
            return .failure(error)
        }
    }

    /// The bytes that are packed in others, which are no archive.
    ///
    /// - Throws: A ``Refusal`` of what is damaged or too large.
    func unpacked(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        let unpacker = try Unpacker(bytes)
        guard let member = try unpacker.next(), member.isWhole else {
            throw Refusal(.damaged("what is packed in it", detail: "it is an archive"))
        }
        return try unpacker.memberBytes(limit: limits.memberByteCount, budget.spendBytes)
    }

    /// Refuses one of the files that come in another.
    func refuse(
        _ refusal: Refusal, named name: String, in place: String? = nil,
        numbering: inout PieceNumbering, _ visit: (ReadPiece) throws -> Void
    ) throws {
        try visit(numbering.take(.refusal(refusal, ordinal: nil), of: name, in: place))
    }

    /// Delivers what is in a file that comes with others.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: Its name, which says how it is read.
    ///   - shownName: The name that people know it by, where that is another one.
    ///   - place: What stands before the name, where members of several files are numbered together.
    ///   - numbering: Numbers and names the pieces.
    ///   - visit: Takes each piece.
    /// - Throws: A ``Refusal`` where nothing more is to be read of the file that it comes in; what `visit`
    ///   throws.
    func deliver(
        _ bytes: [UInt8], named name: String, shownAs shownName: String? = nil, in place: String? = nil,
        numbering: inout PieceNumbering, _ visit: (ReadPiece) throws -> Void
    ) throws {
        let shownName = shownName ?? name
        var numbers = numbering
        defer { numbering = numbers }
        do {
            try readMember(bytes, named: name) { piece in
                try visit(numbers.take(piece, of: shownName, in: place))
            }
        } catch let refusal as Refusal {
            if case .expandsTooMuch = refusal.reason { throw refusal }
            if case .tooManyMembers = refusal.reason { throw refusal }
            try refuse(refusal, named: shownName, in: place, numbering: &numbers, visit)
        }
    }

    func readMember(
        _ bytes: [UInt8], named name: String, _ visit: (ReadPiece) throws -> Void
    ) throws {
        var source = ByteArraySource(bytes)
        try ArticleFileReader(limits: limits).read(
            named: name, from: &source,
            within: ArchiveReader(limits: limits, depth: depth + 1, budget: budget, charset: charset), visit)
    }

    /// What systems put beside files, and nobody wrote.
    private static func isLeftAlone(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        return parts.first == "__MACOSX" || parts.contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
            || parts.last == "Thumbs.db"
    }
}
