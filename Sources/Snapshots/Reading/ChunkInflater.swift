import Dispatch
import Synchronization
import SystemPackage

/// Reads, inflates and checks chunks on a thread of its own.
final class ChunkInflater: Sendable {
    private let queue = DispatchQueue(label: "gazette.snapshot.inflater")
    private let inflater: Mutex<Inflater>
    private let reader: ChunkReader

    init(_ reader: ChunkReader) throws(Errno) {
        self.reader = reader
        inflater = Mutex(try Inflater())
    }

    /// Begins to read the chunks with those numbers, one behind the other.
    func read(_ numbers: ArraySlice<UInt32>) -> Promise<Result<[UInt8], SnapshotError>> {
        let promise = Promise<Result<[UInt8], SnapshotError>>()
        queue.async { [self] in
            promise.keep(inflater.withLock { bytes(of: numbers, &$0) })
        }
        return promise
    }

    private func bytes(
        of numbers: ArraySlice<UInt32>, _ inflater: inout Inflater
    ) -> Result<[UInt8], SnapshotError> {
        var plain: [UInt8] = []
        plain.reserveCapacity(ChunkPipeline.pieceByteCount)
        do throws(SnapshotError) {
            for number in numbers { try reader.append(Int(number), to: &plain, &inflater) }
            return .success(plain)
        } catch {
            return .failure(error)
        }
    }
}
