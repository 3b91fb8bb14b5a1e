import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What stands before the blocks: the manifest without the checksums, which are known only behind them.
struct SnapshotHead: Equatable, Codable {
    struct Member: Equatable, Codable {
        let name: String
        let byteCount: Int64
        /// Known before the bytes only where they stand elsewhere, in chunks.
        var crc32: UInt32?

        enum CodingKeys: String, CodingKey {
            case name
            case byteCount = "byte_count"
            case crc32
        }

        var blockCount: Int64 {
            let size = Int64(SnapshotFormat.blockByteCount)
            return byteCount / size + (byteCount % size == 0 ? 0 : 1)
        }
    }

    let id: SnapshotID
    let articleCount: Int
    let ledgerHead: Int64
    let schemaVersion: Int
    let analysisVersion: Int
    let label: String?
    let fileCounts: [String: Int]?
    let members: [Member]
    /// The length of the pieces that the members are cut into, where they are in chunks.
    var chunkByteCount: Int?
    /// The bytes that the snapshot added to the store.
    var newByteCount: Int64?
    /// The size of the snapshot as one file.
    var exportByteCount: Int64?
    /// Of the store that it lies in, and so no part of an export; `nil` where it is not.
    var isForeign: Bool?

    enum CodingKeys: String, CodingKey {
        case id
        case articleCount = "article_count"
        case ledgerHead = "ledger_head"
        case schemaVersion = "schema_version"
        case analysisVersion = "analysis_version"
        case label
        case fileCounts = "file_counts"
        case members
        case chunkByteCount = "chunk_byte_count"
        case newByteCount = "new_byte_count"
        case exportByteCount = "export_byte_count"
        case isForeign = "foreign"
    }

    var plainByteCount: Int64 { members.reduce(0) { $0 + $1.byteCount } }
    var blockCount: Int64 { members.reduce(0) { $0 + $1.blockCount } }

    init(_ draft: SnapshotDraft, id: SnapshotID, members: [Member]) {
        self.id = id
        articleCount = draft.articleCount
        ledgerHead = draft.ledgerHead
        schemaVersion = draft.schemaVersion
        analysisVersion = draft.analysisVersion
        label = draft.label
        fileCounts = draft.fileCounts.isEmpty ? nil : draft.fileCounts
        self.members = members
        isForeign = draft.isForeign ? true : nil
    }

    /// What no snapshot can state, as a reason for a person; `nil` when all is well.
    var contradiction: SnapshotError.Reason? {
        if let name = members.map(\.name).first(where: { !SnapshotManifest.isMemberName($0) }) {
            return .invalidMemberName(name)
        }
        if !(1...SnapshotFormat.maximumMemberCount).contains(members.count) {
            return .refusedDraft(
                "it must have 1 to \(SnapshotFormat.maximumMemberCount) files, not \(members.count)")
        }
        if Set(members.map(\.name)).count != members.count {
            return .refusedDraft("two of its files have the same name")
        }
        // 2⁵⁶ bytes a member keep every sum of sizes within 64 bits.
        if members.contains(where: { !(0...(1 << 56)).contains($0.byteCount) }) {
            return .refusedDraft("the size of a file is out of range")
        }
        if (fileCounts ?? [:]).count > 64 || (fileCounts ?? [:]).values.contains(where: { $0 < 0 }) {
            return .refusedDraft("its counts of files are out of range")
        }
        if articleCount < 0 || ledgerHead < 0 || schemaVersion < 0 || analysisVersion < 0 {
            return .refusedDraft("a count or version is negative")
        }
        if let label, label.utf8.count > 200 {
            return .refusedDraft("its label has more than 200 bytes")
        }
        if let label, label.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return .refusedDraft("its label has control characters")
        }
        return nil
    }

    /// The JSON object, keys sorted, on one line.
    func encoded(for file: FilePath) throws(SnapshotError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try Array(encoder.encode(self))
        } catch {
            throw SnapshotError(.refusedDraft("its manifest cannot be written as JSON"), file: file)
        }
    }

    /// Reads the JSON object, which ends before byte `offset` of `file`; keys of later programs are passed
    /// over.
    init(json: [UInt8], endingAt offset: Int64, of file: FilePath) throws(SnapshotError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(json))
        } catch {
            throw SnapshotError(
                .malformed("its manifest is no JSON object with the keys that one must have", at: offset),
                file: file)
        }
        switch contradiction {
        case nil: break
        case .refusedDraft(let why): throw SnapshotError(.malformed(why, at: offset), file: file)
        case .some(let reason): throw SnapshotError(reason, file: file)
        }
    }
}

extension SnapshotID: Codable {}
