import Glibc
import Snapshots
import SystemPackage
import Testing
import TestSupport

/// A store in a temporary folder, with the files that its snapshots are made of.
struct TestStore: ~Copyable {
    let folder: TemporaryFolder
    let store: SnapshotStore

    init() throws {
        folder = try TemporaryFolder()
        store = SnapshotStore(directory: folder.path.appending("snapshots"))
    }

    /// Puts a snapshot of format 1 into the store, which nothing but this test writes any more.
    func create(
        _ members: [(String, [UInt8])] = [("index.sqlite", Array("index".utf8))],
        createdAt: Int64 = 1_795_474_473,
        revision: Int64 = 1_234,
        label: String? = nil
    ) throws -> SnapshotListing {
        var ordinal = 1
        while true {
            let id = try #require(SnapshotID(createdAt: createdAt, revision: revision, ordinal: ordinal))
            ordinal += 1
            if FileSystem.exists(store.path(of: id)) { continue }
            let files = members.map { #"{"byte_count":\#($0.1.count),"name":"\#($0.0)"}"# }
            let name = label.map { #""label":"\#($0)","# } ?? ""
            let snapshot = ReferenceSnapshot(
                manifest: """
                    {"analysis_version":5,"article_count":42,"id":"\(id)",\(name)"ledger_head":77,\
                    "members":[\(files.joined(separator: ","))],"schema_version":3}
                    """,
                members: members.map(\.1))
            try folder.write(snapshot.bytes, to: "snapshots/\(id).snapshot")
            return try #require(try store.list().first { $0.id == id })
        }
    }

    /// The names in the store's folder, sorted.
    func names() throws -> [String] { try TestFiles.names(in: store.directory) }
}

/// Files as tests see them.
enum TestFiles {
    static func read(_ path: FilePath) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(path, .readOnly)
        return try descriptor.closeAfter {
            var bytes: [UInt8] = []
            while true {
                let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if piece.isEmpty { return bytes }
                bytes += piece
            }
        }
    }

    /// The names in a folder, sorted; none when there is no folder.
    static func names(in folder: FilePath) throws -> [String] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else { return [] }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { name in
                unsafe String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The permission bits of a file or folder.
    static func mode(_ path: FilePath) -> UInt32 {
        var status = stat()
        _ = unsafe path.withPlatformString { unsafe stat($0, &status) }
        return status.st_mode & 0o7777
    }
}

/// Bytes that no compressor makes smaller, the same in each run.
func randomBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        // xorshift64*: good enough to be incompressible.
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return UInt8(truncatingIfNeeded: (state &* 2_685_821_657_736_338_717) >> 56)
    }
}

/// Text in the manner of news.
func newsBytes(_ count: Int) -> [UInt8] {
    let line = Array("NUR-SULTAN. KAZINFORM Қасым-Жомарт Тоқаев met the delegation, number ".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + line.count + 8)
    while bytes.count < count { bytes += line + Array("\(bytes.count)\n".utf8) }
    return Array(bytes.prefix(count))
}

/// What a snapshot in memory proves to hold, fed in pieces of `pieceByteCount`.
func verified(
    _ bytes: [UInt8], piecesOf pieceByteCount: Int = 1 << 20
) throws(SnapshotError) -> SnapshotManifest {
    var verifier = try SnapshotVerifier(named: "test")
    for start in stride(from: 0, to: bytes.count, by: pieceByteCount) {
        let piece = Array(bytes[start..<min(start + pieceByteCount, bytes.count)])
        try verifier.feed(piece.span)
    }
    return try verifier.finish()
}

/// The error of a snapshot in memory; `nil` when it is accepted.
func failure(_ bytes: [UInt8], piecesOf pieceByteCount: Int = 1 << 20) -> SnapshotError? {
    do throws(SnapshotError) {
        _ = try verified(bytes, piecesOf: pieceByteCount)
        return nil
    } catch {
        return error
    }
}
