internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// An answer that is sent while it is made.
///
/// What goes wrong on the way can no longer be answered: it is logged, and the connection ends before the
/// answer does, which a client sees.
struct StreamedAnswer: Sendable {
    let requests: ServedRequests
    let contentType: String
    /// How long it will be, where that is known before.
    var byteCount: Int?
    /// What the log says of a failure, with what it was about.
    let failureMessage: Logger.Message
    var metadata: Logger.Metadata = [:]

    /// The response whose body is what `write` writes.
    func response(
        in context: RouteContext, _ write: @escaping @Sendable (SequentialWriter) async throws -> Void
    ) -> Response {
        let body = ResponseBody(contentLength: byteCount) { writer in
            let output = SequentialWriter(writer, on: context.eventLoop)
            do {
                try await requests.perform(within: nil, on: context.eventLoop) { try await write(output) }
            } catch let error as APIError where error.code == .unavailable {
                // The daemon stops, or its index is exchanged: it says so itself.
                throw error
            } catch {
                if !output.hasFailed && !Task.isCancelled {
                    let cause: Logger.Metadata = ["error.description": "\(error)"]
                    context.logger.error(
                        failureMessage, metadata: cause.merging(metadata) { cause, _ in cause })
                }
                throw error
            }
            try await output.finish()
        }
        return Response(status: .ok, headers: [.contentType: contentType], body: body)
    }
}
