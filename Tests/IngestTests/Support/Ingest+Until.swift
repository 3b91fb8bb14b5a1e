@testable import Ingest

extension Ingest {
    /// Returns when `condition` holds, which is looked at whenever something about the pipeline has changed.
    func until(_ condition: () async throws -> Bool) async throws {
        let changes = activity.subscribe()
        if try await condition() { return }
        for await _ in changes {
            if try await condition() { return }
        }
        throw CancellationError()
    }
}
