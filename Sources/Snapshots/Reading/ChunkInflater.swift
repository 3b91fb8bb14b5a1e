import Dispatch
import Synchronization
import SystemPackage

/// Reads, inflates and checks chunks on a thread of its own.
///
/// Memory that was used is used again: what is given back to the system comes page by page, and cleared.
final class ChunkInflater: Sendable {
    /// What the thread works with.
    private struct Tools: ~Copyable {
        var inflater: Inflater
        /// Room for streams as they are stored.
        var stored: [UInt8] = []
    }

    private let queue = DispatchQueue(label: "gazette.snapshot.inflater")
    private let tools: Mutex<Tools>
    private let reader: ChunkReader
    /// Arrays that nobody needs any more.
    private let unused = Mutex<[[UInt8]]>([])

    init(_ reader: ChunkReader) throws(Errno) {
        self.reader = reader
        tools = Mutex(Tools(inflater: try Inflater()))
    }

    /// Begins to read the chunks with those numbers, one behind the other.
    func read(_ numbers: ArraySlice<UInt32>) -> Promise<Result<[UInt8], SnapshotError>> {
        let promise = Promise<Result<[UInt8], SnapshotError>>()
        queue.async { [self] in
            promise.keep(tools.withLock { bytes(of: numbers, &$0) })
        }
        return promise
    }

    /// Takes back bytes that were read, for others.
    func takeBack(_ bytes: consuming [UInt8]) {
        let bytes = consume bytes
        unused.withLock { $0.append(bytes) }
    }

    private func bytes(
        of numbers: ArraySlice<UInt32>, _ tools: inout Tools
    ) -> Result<[UInt8], SnapshotError> {
        var plain = unused.withLock { $0.popLast() } ?? []
        plain.removeAll(keepingCapacity: true)
        plain.reserveCapacity(ChunkPipeline.pieceByteCount)
        do throws(SnapshotError) {
            try reader.append(numbers, to: &plain, &tools.inflater, through: &tools.stored)
            return .success(plain)
        } catch {
            return .failure(error)
        }
    }
}
