internal import Dispatch
internal import Synchronization
internal import SystemPackage

/// The templates that wait for a file: as many as files were read at the same time, and none when nothing was
/// read for some seconds.
final class ReaderTemplates: Sendable {
    private struct Waiting {
        let template: ReaderTemplate
        let since: ContinuousClock.Instant
    }

    private struct State {
        var waiting: [Waiting] = []
        var isEndExpected = false
    }

    private let program: FilePath
    private let idleTime: Duration
    private let state = Mutex(State())

    init(of program: FilePath, idleTime: Duration) { (self.program, self.idleTime) = (program, idleTime) }

    /// A template that waits, which reads for nobody else until it is given back; somebody may have ended it
    /// since.
    func takeWaiting() -> ReaderTemplate? { state.withLock { $0.waiting.popLast()?.template } }

    /// A new template.
    ///
    /// - Throws: The `Errno` of starting a process.
    func start() throws(Errno) -> ReaderTemplate { try ReaderTemplate(program) }

    /// Takes a template back whose reader has ended.
    func giveBack(_ template: ReaderTemplate) {
        let isFirst = state.withLock { state in
            state.waiting.append(Waiting(template: template, since: .now))
            defer { state.isEndExpected = true }
            return !state.isEndExpected
        }
        if isFirst { endIdleOnes(in: idleTime) }
    }

    private func endIdleOnes(in time: Duration) {
        let seconds = time / .seconds(1)
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + seconds) { [weak self] in
            self?.endIdleOnes()
        }
    }

    private func endIdleOnes() {
        // They end where they are let go of, which is to be outside of the lock.
        let (ended, next) = state.withLock { state in
            let now = ContinuousClock.now
            let ended = state.waiting.filter { $0.since <= now - idleTime }
            state.waiting.removeAll { $0.since <= now - idleTime }
            state.isEndExpected = !state.waiting.isEmpty
            return (ended, state.waiting.map(\.since).min().map { now.duration(to: $0 + idleTime) })
        }
        withExtendedLifetime(ended) {}
        if let next { endIdleOnes(in: next) }
    }
}
