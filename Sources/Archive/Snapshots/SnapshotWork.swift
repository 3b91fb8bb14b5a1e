internal import GazetteAPI
internal import Snapshots
internal import Synchronization

/// How far snapshots are that are being taken, checked or rehearsed.
final class SnapshotWork: Sendable {
    /// Takes progress, from any thread.
    typealias Report = @Sendable (SnapshotProgress) throws(CancellationError) -> Void

    private struct State {
        var items: [Int: StatusResponse.Work] = [:]
        var nextKey = 0
    }

    private let state = Mutex(State())

    /// What is going on, longest first; `nil` when nothing is.
    var current: [StatusResponse.Work]? {
        let items = state.withLock { state in state.items.sorted { $0.key < $1.key }.map(\.value) }
        return items.isEmpty ? nil : items
    }

    /// Runs `body`, and tells of it meanwhile. Once the task is cancelled, whoever reports is told to stop.
    ///
    /// - Parameters:
    ///   - what: `create`, `verify` or `drill`.
    ///   - total: The bytes that there are to do, where `body` does not say.
    ///   - body: The work; it hands on what it is given.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    func telling<Value>(
        of what: String, total: Int64 = 0, _ body: (@escaping Report) async throws -> Value
    ) async throws -> Value {
        let key = begin(what, total)
        defer { end(key) }
        let wish = Wish()
        return try await withTaskCancellationHandler {
            try await body(report(key, total, while: wish))
        } onCancel: {
            wish.end()
        }
    }

    private func begin(_ what: String, _ total: Int64) -> Int {
        state.withLock { state in
            state.nextKey += 1
            state.items[state.nextKey] = StatusResponse.Work(what: what, doneByteCount: 0, byteCount: total)
            return state.nextKey
        }
    }

    private func end(_ key: Int) { state.withLock { _ = $0.items.removeValue(forKey: key) } }

    private func report(_ key: Int, _ total: Int64, while wish: Wish) -> Report {
        { [self] (progress: SnapshotProgress) throws(CancellationError) in
            guard wish.lasts else { throw CancellationError() }
            let all = max(total, progress.totalPlainByteCount, progress.plainByteCount)
            state.withLock { state in
                state.items[key]?.doneByteCount = progress.plainByteCount
                state.items[key]?.byteCount = all
            }
        }
    }
}
