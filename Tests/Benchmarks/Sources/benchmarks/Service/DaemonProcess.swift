internal import Glibc
internal import SystemPackage

/// A daemon with its folder, state and socket.
final class DaemonProcess {
    /// Where one daemon after the other has its files.
    struct Places {
        let folder: FilePath
        let state: FilePath
        let socket: FilePath
        let log: FilePath

        /// The usual three below `root`.
        init(in root: FilePath, folder: FilePath? = nil, state: FilePath? = nil) throws {
            self.folder = folder ?? root.appending("watched")
            self.state = state ?? root.appending("state")
            socket = root.appending("socket")
            log = root.appending("log")
            try FileTree.makeFolder(self.folder)
        }
    }

    let places: Places
    private let process: ChildProcess

    /// Starts a daemon and returns at once.
    init(_ programs: Programs, at places: Places) throws {
        self.places = places
        process = try ChildProcess(
            programs.daemon,
            [
                "--watch", places.folder.string, "--state", places.state.string, "--socket",
                places.socket.string, "--log-level", "warning",
            ], output: places.log)
    }

    /// A connection, as soon as the daemon answers and has scanned its folder, which must not take longer
    /// than `limit`.
    func waitUntilReady(within limit: Duration = .seconds(60)) throws -> Service {
        let service = try waitUntilListening()
        let deadline = ContinuousClock.now + limit
        while try !service.status().ready {
            guard ContinuousClock.now < deadline else {
                throw BenchmarkError(
                    "the daemon has not scanned its folder within \(limit):\n\(process.lastLines)")
            }
            Pause.sleep(.milliseconds(1))
        }
        return service
    }

    /// A connection, as soon as the daemon accepts one.
    func waitUntilListening() throws -> Service {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do {
                return try Service(at: places.socket)
            } catch let error as Errno where error == .noSuchFileOrDirectory || error == .connectionRefused {
                guard ContinuousClock.now < deadline else {
                    throw BenchmarkError("the daemon does not listen within a minute:\n\(process.lastLines)")
                }
                Pause.sleep(.microseconds(200))
            }
        }
    }

    func usage() throws -> ProcessUsage { try ProcessUsage(of: process.processID) }

    /// How many descriptors it has open.
    func descriptorCount() throws -> Int {
        try FileTree.entryCount(of: FilePath("/proc/\(process.processID)/fd"))
    }

    /// Has it read its configuration again.
    func reload() { process.signal(SIGHUP) }

    /// Ends it as a service manager does.
    @discardableResult
    func stop() throws -> ProcessEnd {
        process.signal(SIGTERM)
        return try process.waitForSuccess()
    }

    /// Has it stand still: events gather in the kernel's queue.
    func pause() { process.signal(SIGSTOP) }

    func goOn() { process.signal(SIGCONT) }

    /// Ends it as a power cut does, the disk's caches apart.
    func kill() throws {
        process.signal(SIGKILL)
        _ = try process.wait()
    }
}
