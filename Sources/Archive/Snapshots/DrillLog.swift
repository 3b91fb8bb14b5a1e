internal import GazetteAPI
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// The records of all drills, a line of JSON each, in the store of snapshots: what is proved of a snapshot
/// belongs beside it.
struct DrillLog: Sendable {
    private static let name = "drills.jsonl"
    private static let pieceByteCount = 1 << 16

    private let file: FilePath

    init(snapshots: FilePath) { file = snapshots.appending(Self.name) }

    /// The last drill that proved its snapshot.
    var lastProved: DrillRecord? { last { $0.proved } }

    /// The last drill that proved a snapshot which no drill has found wanting since.
    ///
    /// - Parameter isWhole: Whether all of the snapshot of that name still is there.
    /// - Returns: Its record; `nil` where there is none.
    func lastGood(where isWhole: (String) -> Bool = { _ in true }) -> DrillRecord? {
        var failed: Set<String> = []
        return last { record in
            guard record.proved else {
                failed.insert(record.snapshot)
                return false
            }
            return !failed.contains(record.snapshot) && isWhole(record.snapshot)
        }
    }

    /// The last record that is wanted, of which later ones are asked first; lines that cannot be read, as
    /// after a power cut, are passed over.
    private func last(where isWanted: (DrillRecord) -> Bool) -> DrillRecord? {
        guard let bytes = try? contents() else { return nil }
        for line in bytes.split(separator: UInt8(ascii: "\n")).reversed() {
            if let record = try? WireFormat.decode(DrillRecord.self, from: Array(line)), isWanted(record) {
                return record
            }
        }
        return nil
    }

    /// Adds a record, and returns when it is on the disk.
    ///
    /// - Throws: `storage_full` when it cannot be written.
    func append(_ record: DrillRecord) throws {
        do {
            let descriptor = try FileDescriptor.open(
                file, .writeOnly, options: [.append, .create], permissions: [.ownerReadWrite])
            try descriptor.closeAfter {
                // A line that a crash has cut must not swallow this one.
                let line = try [UInt8(ascii: "\n")] + WireFormat.encode(record) + [UInt8(ascii: "\n")]
                _ = try descriptor.writeAll(line)
                guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch let error as Errno {
            throw APIError(
                .storageFull,
                "the record of the drill cannot be written to '\(file)' (\(error)); make room there, or let it be written"
            )
        }
    }

    private func contents() throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(file, .readOnly)
        return try descriptor.closeAfter {
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: Self.pieceByteCount)
            while true {
                let count = unsafe try piece.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
                guard count > 0 else { return bytes }
                bytes += piece.prefix(count)
            }
        }
    }
}
