internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging

/// Has only those asked on who may ask here, and makes every error an answer in the one form that clients
/// know.
struct ErrorAnswers: RouterMiddleware {
    let routes: Routes

    func handle(
        _ request: Request, context: RouteContext,
        next: (Request, RouteContext) async throws -> Response
    ) async throws -> Response {
        do {
            try routes.admit(request, in: context)
            return try await next(request, context)
        } catch let error as APIError {
            return Answer.error(error)
        } catch let error as HTTPError where error.status == .notFound {
            return noRoute(for: request)
        } catch is ClientIsGone {
            throw CancellationError()
        } catch  where Task.isCancelled {
            // The client hung up, and work that was cancelled may fail in many ways: nobody reads an answer.
            throw CancellationError()
        } catch {
            return Answer.error(internalError(error, request: request, logger: context.logger))
        }
    }

    private func noRoute(for request: Request) -> Response {
        let methods = routes.methods(of: request.uri.path)
        if methods.isEmpty {
            return Answer.error(
                APIError(
                    .noSuchRoute, "there is nothing at \(quoted(request.uri.path)); see the README's API"))
        }
        let list = methods.map(\.rawValue).joined(separator: " or ")
        return Answer.error(
            APIError(
                .methodNotAllowed,
                "\(quoted(request.uri.path)) does not take \(quoted(request.method.rawValue)); use \(list)"),
            allowing: methods)
    }

    /// Logs an error that no client can do anything about, and gives both sides a reference to it.
    private func internalError(_ error: any Error, request: Request, logger: Logger) -> APIError {
        let reference = String(UInt32.random(in: .min ... .max), radix: 16)
        logger.error(
            "Failed to answer a request",
            metadata: [
                "error.reference": "\(reference)",
                "error.description": "\(error)",
                "http.method": "\(request.method.rawValue)",
                "http.path": "\(request.uri.path)",
            ])
        return APIError(
            .internalError,
            "something went wrong in the daemon; its log says more under the reference \(reference)")
    }
}
