import Archive
import Console
import GazetteAPI
import Snapshots
import SystemPackage

/// What makes something of a snapshot's bytes, and nothing unless all of them come.
protocol SnapshotWriter: ~Copyable, SendableMetatype {
    /// Takes the next bytes.
    mutating func write(_ bytes: [UInt8]) throws(SnapshotError)
    /// Gives the result its name.
    nonisolated(nonsending) consuming func publish() async throws
}

/// Restores a snapshot without what was forgotten since it was taken.
struct ForgettingRestorer: ~Copyable, SnapshotWriter {
    var restorer: SnapshotRestorer
    let forgotten: [ForgottenSource]
    let destination: FilePath
    /// Given what was left out, for a person.
    let tell: @Sendable (String?) -> Void

    mutating func write(_ bytes: [UInt8]) throws(SnapshotError) { try restorer.feed(bytes.span) }

    /// What was forgotten goes before the folder has its name: however this ends, no folder by that name has
    /// it.
    nonisolated(nonsending) consuming func publish() async throws {
        let (forgotten, destination, tell) = (forgotten, destination, tell)
        _ = try await restorer.finish { folder in
            tell(try await Archive.leaveOut(forgotten, of: folder, for: destination))
        }
    }
}

extension SnapshotReceiver: SnapshotWriter {
    mutating func write(_ bytes: [UInt8]) throws(SnapshotError) { try feed(bytes) }
    nonisolated(nonsending) consuming func publish() async throws { _ = try finish() }
}

/// Where the bytes of a snapshot go while they come.
actor StreamTarget<Writer: SnapshotWriter & ~Copyable> {
    private var writer: Writer?
    private let progress: ProgressDisplay
    private let byteCount: Int64
    private var receivedByteCount: Int64 = 0

    /// Prepares to receive.
    ///
    /// - Parameters:
    ///   - label: What is being done, for the progress bar.
    ///   - snapshot: What will come.
    ///   - makeWriter: Makes what takes the bytes, or says why it may not.
    /// - Throws: `APIError` with what `makeWriter` says.
    init(
        _ label: String, _ snapshot: SnapshotInfo, _ makeWriter: () throws(SnapshotError) -> Writer
    ) throws {
        if let damage = snapshot.damage { throw APIError(.snapshotDamaged, damage) }
        if let reason = snapshot.unreadable { throw APIError(.indexUnreadable, reason) }
        do {
            writer = try makeWriter()
        } catch {
            throw APIError(error)
        }
        progress = ProgressDisplay(label: label, unit: .bytes)
        byteCount = snapshot.byteCount
    }

    /// Fetches a snapshot; SIGINT and SIGTERM stop it, and nothing is left behind then.
    nonisolated func fetch(_ id: String, from service: any SearchService) async throws {
        try await Interruption.cancelling {
            do {
                try await service.streamSnapshot(id: id) { bytes in
                    try Task.checkCancellation()
                    try await self.feed(bytes)
                }
                try await self.finish()
            } catch {
                await self.abandon()
                // A daemon that meets damage on the way can only break off.
                guard (error as? APIError)?.code == .unavailable,
                    let problem = try? await service.verifySnapshot(id: id, depth: .full).problems.first
                else { throw error }
                throw APIError(.snapshotDamaged, problem)
            }
        }
    }

    private func feed(_ bytes: [UInt8]) throws {
        do {
            try writer?.write(bytes)
        } catch {
            throw APIError(error)
        }
        receivedByteCount += Int64(bytes.count)
        progress.update(done: receivedByteCount, total: byteCount)
    }

    private func finish() async throws {
        progress.finish()
        guard let writer = writer.take() else { return }
        do {
            try await writer.publish()
        } catch let error as SnapshotError {
            throw APIError(error)
        }
    }

    private func abandon() {
        progress.finish()
        writer = nil
    }
}
