internal import NIOCore

/// Runs the tasks of a connection on its event loop, so that a request that is answered at once changes its thread no
/// more often than the work behind it does. What blocks, or takes long by itself, must go elsewhere.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
