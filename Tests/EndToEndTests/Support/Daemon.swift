import SystemPackage
import TestSupport

#if canImport(Glibc)
    import Glibc
#endif

/// A running `gazetted` that has said where it answers; killed and reaped with its last reference.
final class Daemon: Sendable {
    let process: ChildProcess
    /// The lines that it printed until it answered.
    let announcement: [String]

    /// Starts the daemon and returns when it has printed its socket.
    ///
    /// - Throws: ``Failure`` with its exit and its standard error, when it ended before.
    init(_ command: Command) async throws {
        process = try command.start()
        var lines: [String] = []
        while let line = try await process.readLine() {
            lines.append(line)
            if line.hasPrefix("socket ") {
                announcement = lines
                return
            }
        }
        let status = await process.waitForExit()
        throw Failure(description: "gazetted ended with \(status): \(try process.errorOutput())")
    }

    /// Tells it to end, waits for that, and says how long it took.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) async -> (status: ProcessStatus, took: Duration) {
        let start = ContinuousClock.now
        process.signal(signal)
        let status = await process.waitForExit()
        return (status, start.duration(to: .now))
    }

    /// Kills it, as a crash or the kernel's want of memory would, and waits until it is gone.
    func crash() async {
        process.signal(SIGKILL)
        _ = await process.waitForExit()
    }
}
