import Synchronization
import SystemPackage

/// Reads chunks out of the packs of a store, from any thread.
final class ChunkReader: Sendable {
    /// So many packs are kept open: neighbours in a snapshot are mostly neighbours in a pack.
    private static let openPackCount = 32
    /// 256 KiB: some sixty chunks, for which one call of the system is nothing.
    private static let byteCountAtOnce = 262_144

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
        let bytes = try unchecked(number)
        try check(bytes[...], of: number)
        return bytes
    }

    /// Appends the bytes of chunks, the name of each compared with what they hash to. Those that lie one
    /// behind the other are read together, into `room`.
    func append(
        _ numbers: ArraySlice<UInt32>, to plain: inout [UInt8], _ inflater: inout Inflater,
        through room: inout [UInt8]
    ) throws(SnapshotError) {
        var rest = numbers
        while let first = rest.first {
            let (run, byteCount) = neighbours(rest)
            try file(catalog.table.pack(of: Int(first))).read(
                at: Int64(catalog.table.entries[Int(first)].offset), upTo: byteCount, into: &room)
            var offset = 0
            for number in run {
                let end = offset + Int(catalog.table.entries[Int(number)].storedByteCount)
                // A file that is too short leaves less of them, or nothing.
                let stored = room[min(offset, room.count)..<min(end, room.count)]
                try append(stored, of: Int(number), to: &plain, &inflater)
                offset = end
            }
            rest = rest[run.endIndex...]
        }
    }

    /// The longest run at the start of `numbers`, which must not be empty, whose streams lie one behind the
    /// other in one pack, not much longer than ``byteCountAtOnce``; and how long they are together.
    private func neighbours(_ numbers: ArraySlice<UInt32>) -> (run: ArraySlice<UInt32>, byteCount: Int) {
        let entries = catalog.table.entries
        let first = Int(numbers[numbers.startIndex])
        let pack = catalog.table.entries(of: catalog.table.pack(of: first))
        var byteCount = Int(entries[first].storedByteCount)
        let run = numbers.dropFirst().prefix { number in
            let entry = entries[Int(number)]
            guard pack.contains(Int(number)), byteCount < Self.byteCountAtOnce,
                Int64(entry.offset) == Int64(entries[first].offset) + Int64(byteCount)
            else { return false }
            byteCount += Int(entry.storedByteCount)
            return true
        }
        return (numbers[numbers.startIndex..<run.endIndex], byteCount)
    }

    private func append(
        _ stored: ArraySlice<UInt8>, of number: Int, to plain: inout [UInt8], _ inflater: inout Inflater
    ) throws(SnapshotError) {
        try check(stored, of: number)
        let entry = catalog.table.entries[number]
        let pack = catalog.table.pack(of: number)
        let start = plain.count
        guard inflater.inflate(stored, plainByteCount: Int(entry.plainByteCount), to: &plain) else {
            throw SnapshotError(
                .malformed("a chunk does not inflate to its length", at: Int64(entry.offset)),
                file: catalog.path(ofPack: pack))
        }
        let piece = plain[start...]
        let computed = Checksum(of: piece).value
        guard computed == entry.plainChecksum,
            unsafe piece.withUnsafeBytes({ unsafe ChunkID(of: $0) }) == entry.id
        else {
            throw failure(.chunkContent, entry, pack, stored: entry.plainChecksum, computed: computed)
        }
    }

    private func check(_ bytes: ArraySlice<UInt8>, of number: Int) throws(SnapshotError) {
        let entry = catalog.table.entries[number]
        let computed = Checksum(of: bytes)
        guard bytes.count == Int(entry.storedByteCount), computed.value == entry.storedChecksum else {
            throw failure(
                .chunk, entry, catalog.table.pack(of: number), stored: entry.storedChecksum,
                computed: computed.value)
        }
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
        guard let file = try InputFile(path) else { throw SnapshotError.noPack(path) }
        open.withLock { open in
            if open.files.updateValue(file, forKey: pack) == nil { open.order.append(pack) }
            if open.order.count > Self.openPackCount { open.files[open.order.removeFirst()] = nil }
        }
        return file
    }
}
