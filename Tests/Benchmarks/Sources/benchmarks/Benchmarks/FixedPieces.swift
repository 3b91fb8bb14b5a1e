internal import CDeflate
internal import SystemPackage

/// What a store holds that cuts whole copies of a file into large pieces at fixed places, keeps each piece
/// once, and compresses it by itself: as programs do that know nothing of databases.
struct FixedPieces {
    /// 1 MiB, about what such programs take.
    private static let pieceByteCount = 1 << 20
    /// 64 bits of a hash for each piece: enough to count by.
    private var known: Set<Int> = []

    /// Takes a copy.
    ///
    /// - Returns: How many bytes the store grows by, names and lists left out.
    mutating func add(_ copy: FilePath) throws -> Int {
        let file = try OpenFile(copy)
        var byteCount = 0
        while case let piece = try file.read(upToCount: Self.pieceByteCount), !piece.isEmpty {
            var hasher = Hasher()
            unsafe piece.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
            guard known.insert(hasher.finalize()).inserted else { continue }
            byteCount += try SnapshotBenchmark.deflate(piece, level: 1).byteCount
        }
        return byteCount
    }
}
