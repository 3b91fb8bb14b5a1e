import Synchronization
import SystemPackage

/// Reads chunks out of the packs of a store, from any thread.
final class ChunkReader: Sendable {
    /// So many packs are kept open: neighbours in a snapshot are mostly neighbours in a pack.
    private static let openPackCount = 32

    private struct OpenPacks {
        var files: [Int: InputFile] = [:]
        var order: [Int] = []
    }

    let catalog: ChunkCatalog
    private let open = Mutex(OpenPacks())

    init(_ catalog: ChunkCatalog) { self.catalog = catalog }

    /// The stream of a chunk as it lies there, right or wrong.
    func unchecked(_ number: Int) throws(SnapshotError) -> [UInt8] {
        let entry = catalog.table.entries[number]
        return try file(catalog.table.pack(of: number)).read(
            at: Int64(entry.offset), upTo: Int(entry.storedByteCount))
    }

    /// The stream of a chunk as it is stored, its checksum compared.
    func stored(_ number: Int) throws(SnapshotError) -> [UInt8] {
        let entry = catalog.table.entries[number]
        let pack = catalog.table.pack(of: number)
        let bytes = try unchecked(number)
        let computed = Checksum(of: bytes)
        guard bytes.count == Int(entry.storedByteCount), computed.value == entry.storedChecksum else {
            throw failure(.chunk, entry, pack, stored: entry.storedChecksum, computed: computed.value)
        }
        return bytes
    }

    /// Appends the bytes of a chunk, its name compared with what they hash to.
    func append(_ number: Int, to plain: inout [UInt8], _ inflater: inout Inflater) throws(SnapshotError) {
        let entry = catalog.table.entries[number]
        let bytes = try stored(number)
        guard let piece = inflater.inflate(bytes, plainByteCount: Int(entry.plainByteCount)) else {
            let pack = catalog.table.pack(of: number)
            throw SnapshotError(
                .malformed("a chunk does not inflate to its length", at: Int64(entry.offset)),
                file: catalog.path(ofPack: pack))
        }
        let computed = Checksum(of: piece).value
        guard computed == entry.plainChecksum,
            unsafe piece.withUnsafeBytes({ unsafe ChunkID(of: $0) }) == entry.id
        else {
            throw failure(
                .chunkContent, entry, catalog.table.pack(of: number), stored: entry.plainChecksum,
                computed: computed)
        }
        plain += piece
    }

    private func failure(
        _ part: SnapshotError.Part, _ entry: ChunkEntry, _ pack: Int, stored: UInt32, computed: UInt32
    ) -> SnapshotError {
        SnapshotError(
            .checksumMismatch(of: part, at: Int64(entry.offset), stored: stored, computed: computed),
            file: catalog.path(ofPack: pack))
    }

    private func file(_ pack: Int) throws(SnapshotError) -> InputFile {
        if let file = open.withLock({ $0.files[pack] }) { return file }
        let path = catalog.path(ofPack: pack)
        guard let file = try InputFile(path) else { throw SnapshotError(.notASnapshot, file: path) }
        open.withLock { open in
            if open.files.updateValue(file, forKey: pack) == nil { open.order.append(pack) }
            if open.order.count > Self.openPackCount { open.files[open.order.removeFirst()] = nil }
        }
        return file
    }
}
