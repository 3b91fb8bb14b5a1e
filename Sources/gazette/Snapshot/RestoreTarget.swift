import Archive
import Console
import GazetteAPI
import Snapshots
import SystemPackage

/// The folder that a snapshot is restored to, while its bytes come.
actor RestoreTarget {
    private var restorer: SnapshotRestorer?
    private let progress: ProgressDisplay
    private let byteCount: Int64
    private var receivedByteCount: Int64 = 0

    /// Checks that a snapshot may be restored there.
    ///
    /// - Parameters:
    ///   - destination: The folder to make.
    ///   - snapshot: What will come.
    /// - Throws: ``APIError`` that says why it may not.
    init(_ destination: FilePath, snapshot: SnapshotInfo) throws {
        do {
            restorer = try SnapshotRestorer(to: destination, named: FilePath(snapshot.id))
        } catch {
            throw APIError(error)
        }
        progress = ProgressDisplay(label: "restoring", unit: .bytes)
        byteCount = snapshot.byteCount
    }

    /// Takes the next bytes.
    func feed(_ bytes: [UInt8]) throws {
        do {
            try restorer?.feed(bytes.span)
        } catch {
            throw APIError(error)
        }
        receivedByteCount += Int64(bytes.count)
        progress.update(done: receivedByteCount, total: byteCount)
    }

    /// Gives the folder its name, when all bytes have come.
    func finish() throws {
        progress.finish()
        guard let restorer = restorer.take() else { return }
        do {
            _ = try restorer.finish()
        } catch {
            throw APIError(error)
        }
    }

    /// Removes what was written.
    func abandon() {
        progress.finish()
        restorer = nil
    }
}
