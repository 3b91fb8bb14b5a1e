internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// A body's writer that a `@Sendable` closure may hold.
///
/// Unchecked because one task uses it: a stream of pieces awaits each write before the next.
final class SequentialWriter: @unchecked Sendable {
    private var writer: any ResponseBodyWriter
    private let eventLoop: any EventLoop
    private static let collectedLimit = 32 << 10
    private var collected: [UInt8] = []
    private(set) var byteCount: Int64 = 0
    /// Whether the client went away, and not the source wrong.
    private(set) var hasFailed = false

    init(_ writer: any ResponseBodyWriter, on eventLoop: any EventLoop) {
        self.writer = writer
        self.eventLoop = eventLoop
    }

    /// Writes a piece and returns when there is room for the next.
    func write(_ piece: [UInt8]) async throws {
        byteCount += Int64(piece.count)
        do {
            try await writer.write(ByteBuffer(bytes: piece))
            // A write returns when it is handed to the event loop, which only then sees whether the client
            // takes it: without this, a fast source would have its pieces pile up before the loop.
            try await eventLoop.submit {}.get()
        } catch {
            hasFailed = true
            throw error
        }
    }

    /// Adds a piece to what is written once 32 KiB have come together, or at the end.
    func collect(_ piece: [UInt8]) async throws {
        collected += piece
        guard collected.count >= Self.collectedLimit else { return }
        try await flush()
    }

    func finish() async throws {
        try await flush()
        try await writer.finish(nil)
    }

    private func flush() async throws {
        guard !collected.isEmpty else { return }
        let piece = collected
        collected.removeAll(keepingCapacity: true)
        try await write(piece)
    }
}
