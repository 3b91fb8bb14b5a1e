internal import Hummingbird
internal import Logging
internal import NIOCore

/// What a request came with besides its bytes: the connection, and what the listener that accepted it allows.
struct RouteContext: RequestContext {
    /// Where a context comes from.
    struct Source: RequestContextSource {
        let logger: Logger
        let eventLoop: any EventLoop
        let listener: Listener
    }

    var coreContext: CoreRequestContextStorage
    let eventLoop: any EventLoop
    let listener: Listener

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        eventLoop = source.eventLoop
        listener = source.listener
    }
}
