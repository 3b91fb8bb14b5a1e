import Console
import GazetteAPI
import SystemPackage

/// A progress bar for work on snapshots that somebody else does, who tells how far it is when asked.
enum RemoteProgress {
    /// Four times a second.
    private static let pause = Duration.milliseconds(250)

    /// Runs `body`, and shows meanwhile how far the service is, where somebody looks.
    ///
    /// - Parameters:
    ///   - label: What is being done, for the bar.
    ///   - what: What the status calls it.
    ///   - service: Who does it.
    ///   - body: Asks for it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    static func shown<Value: Sendable>(
        _ label: String, _ what: String, by service: any SearchService,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let terminal = Terminal(.standardError)
        guard terminal.isTerminal else { return try await body() }
        let display = ProgressDisplay(label: label, unit: .bytes, terminal: terminal)
        defer { display.finish() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while (try? await Task.sleep(for: pause)) != nil {
                    guard let work = try? await service.status().work?.last(where: { $0.what == what }) else {
                        continue
                    }
                    display.update(done: work.doneByteCount, total: work.byteCount)
                }
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }
}
