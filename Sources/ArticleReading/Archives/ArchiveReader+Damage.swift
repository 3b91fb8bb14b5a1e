/// What is whole of a compressed file or an archive that is damaged.
extension ArchiveReader {
    /// Delivers what a compressed file is, which is no archive. Of one that is damaged the records of a web
    /// archive and the lines of a file of lines are whole that stand before the damage; what follows is one
    /// refusal.
    func readWhole(
        _ unpacker: Unpacker, of packed: [UInt8], named name: String, _ visit: (ReadPiece) throws -> Void
    ) throws {
        let (bytes, damage) = try unpacker.bytesUpToDamage(limit: wholeLimit(of: name), budget.spendBytes)
        guard let damage else { return try readMember(bytes, named: name, visit) }
        try readRest(of: packed, behind: bytes, named: name, damage: damage, visit)
    }

    /// Delivers what is whole of a damaged archive behind the pieces that were delivered, the last of them of
    /// the member `name`, and refuses the rest: of a tar archive that is packed by gzip libarchive keeps up
    /// to 64 KiB before the damage to itself.
    func readMembers(
        of packed: [UInt8], named unpackedName: String, behind knownCount: Int, _ name: String?,
        damage: Refusal, _ visit: (ReadPiece) throws -> Void
    ) throws {
        var count = knownCount
        var lastName = name
        if let tar = Self.unpackedTar(packed, limit: wholeLimit(of: unpackedName)) {
            try budget.spendBytes(tar.count)
            do {
                try read(tar, named: unpackedName) { piece in
                    guard let ordinal = piece.ordinal else { return try visit(piece) }
                    // The same damage, as it shows in what was unpacked.
                    if case .refusal(let refusal, _, member: nil) = piece, refusal.isDamage { return }
                    guard ordinal > knownCount else { return }
                    (count, lastName) = (ordinal, piece.member ?? lastName)
                    try visit(piece)
                }
            } catch let refusal as Refusal {
                guard knownCount > 0 else { throw refusal.isDamage ? damage : refusal }
            }
        }
        guard count > 0 else { throw damage }
        try visit(.refusal(damage.behind(lastName), ordinal: count + 1))
    }

    /// The bytes of a tar archive that is packed by gzip and damaged, up to the damage.
    private static func unpackedTar(_ packed: [UInt8], limit: Int) -> [UInt8]? {
        guard packed.starts(with: gzipMark), var rest = GzipRest() else { return nil }
        let bytes = rest.unpack(packed, behind: [], limit: limit)
        return LetterSignature.isTar(Array(bytes.prefix(ContentSignature.byteCount))) ? bytes : nil
    }

    private static let gzipMark: [UInt8] = [0x1F, 0x8B]

    /// Delivers what is whole of a compressed file that is damaged.
    func readRest(
        of packed: [UInt8], behind known: [UInt8] = [], named name: String, damage: Refusal,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        guard damage.isDamage else { throw damage }
        if Self.unpackedTar(packed, limit: ContentSignature.byteCount) != nil {
            return try readMembers(of: packed, named: name, behind: 0, nil, damage: damage, visit)
        }
        var bytes = known
        if packed.starts(with: Self.gzipMark), var rest = GzipRest() {
            bytes += rest.unpack(packed, behind: known, limit: wholeLimit(of: name))
            try budget.spendBytes(bytes.count - known.count)
        }
        let format = FileFormat(ofFile: name, head: Array(bytes.prefix(ContentSignature.byteCount)))
        guard format == .webArchive || format == .jsonLines else { throw damage }
        var last: ReadPiece?
        var ordinal = 0
        do {
            try readMember(bytes, named: name) { piece in
                if case .charset = piece { return try visit(piece) }
                if let last { try visit(last) }
                last = piece
                if let number = piece.ordinal { ordinal = number }
            }
        } catch is Refusal where last == nil {
            throw damage
        }
        // The piece that the damage cut is no other fault; a line that has its end was not cut.
        let isCut = format == .webArchive || bytes.last != UInt8(ascii: "\n")
        if isCut, case .refusal? = last { ordinal -= 1 } else if let last { try visit(last) }
        guard ordinal > 0 else { throw damage }
        try visit(.refusal(damage, ordinal: ordinal + 1))
    }

    /// The most bytes of what is packed by itself: it is no member, and a mailbox or a web archive is as
    /// large as an archive.
    private func wholeLimit(of name: String) -> Int {
        switch FileFormat(named: name) {
        case .archive, .mailbox, .webArchive, .jsonLines: max(limits.archiveByteCount, limits.memberByteCount)
        default: limits.memberByteCount
        }
    }
}

extension Refusal {
    /// Whether what follows in an archive is not read either.
    var endsArchive: Bool {
        switch reason {
        case .expandsTooMuch, .tooManyMembers: true
        default: isDamage
        }
    }

    var isDamage: Bool {
        if case .damaged = reason { true } else { false }
    }

    /// The same of an archive whose member with the name was the last that is whole.
    fileprivate func behind(_ name: String?) -> Refusal {
        guard case .damaged(let kind, let detail) = reason, let name else { return self }
        return Refusal(.damaged(kind, detail: "\(detail), behind '\(name.suffix(50))'"))
    }
}
