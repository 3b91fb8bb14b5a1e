internal import NIOCore

/// Runs the tasks of a connection on the thread of its event loop: a request that needs no other thread is
/// answered without changing to one. Work that blocks, or takes long by itself, must go to another thread.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
