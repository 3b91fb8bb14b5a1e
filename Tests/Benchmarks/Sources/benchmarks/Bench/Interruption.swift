internal import Glibc
internal import Synchronization
internal import SystemPackage

/// Ends what was started and removes what was written when the run is interrupted.
final class Interruption: Sendable {
    static let shared = Interruption()

    private struct Remains {
        var processes: Set<pid_t> = []
        var folders: [FilePath] = []
    }

    private let remains = Mutex(Remains())

    /// Handles SIGINT and SIGTERM from now on, on a thread of its own.
    ///
    /// The signals are blocked in all threads, and unblocked again in every process that is started.
    func install() {
        var signals = Self.signals
        _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        var thread = pthread_t()
        _ = unsafe pthread_create(
            &thread, nil,
            { _ in
                var signals = Interruption.signals
                var signal: Int32 = 0
                _ = unsafe sigwait(&signals, &signal)
                Interruption.shared.clean(exitCode: 128 + signal)
                _exit(128 + signal)
            }, nil)
    }

    func didStart(_ process: pid_t) { remains.withLock { _ = $0.processes.insert(process) } }

    func didEnd(_ process: pid_t) { remains.withLock { _ = $0.processes.remove(process) } }

    func willRemove(_ folder: FilePath) { remains.withLock { $0.folders.append(folder) } }

    /// Ends the processes, then becomes a shell that removes the folders: from then on no thread of this one
    /// writes.
    private func clean(exitCode: Int32) {
        remains.withLock { remains in
            for process in remains.processes {
                _ = kill(process, SIGKILL)
                _ = waitpid(process, nil, 0)
            }
            let script = "rm -rf -- \"$@\"; exit \(exitCode)"
            unsafe CStringList(["/bin/sh", "-c", script, "sh"] + remains.folders.map(\.string))
                .withPointers { _ = unsafe execv("/bin/sh", $0) }
        }
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        return signals
    }
}
