internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// A body's writer that a `@Sendable` closure may hold.
///
/// Unchecked because one task uses it: a stream of pieces awaits each write before the next.
final class SequentialWriter: @unchecked Sendable {
    private var writer: any ResponseBodyWriter
    private let eventLoop: any EventLoop
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

    func finish() async throws { try await writer.finish(nil) }
}
