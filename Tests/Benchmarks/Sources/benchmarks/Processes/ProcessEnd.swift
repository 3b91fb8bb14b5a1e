internal import Glibc

/// How a process ended and what it took.
struct ProcessEnd {
    private let status: Int32
    let duration: Duration
    /// The most memory that was resident at once, in bytes, by the kernel's count.
    ///
    /// Linux carries the peak of the process that called `exec` over to the program, so this is never below
    /// the peak of the benchmark itself: see ``isPeakItsOwn``.
    let peakResidentByteCount: Int
    let processorSeconds: Double
    /// Whether the peak is above that of this process, and so really one of the program.
    let isPeakItsOwn: Bool

    init(status: Int32, usage: rusage, duration: Duration) {
        self.status = status
        self.duration = duration
        peakResidentByteCount = usage.ru_maxrss * 1_024
        processorSeconds = [usage.ru_utime, usage.ru_stime]
            .reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        var own = rusage()
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
        isPeakItsOwn = usage.ru_maxrss > own.ru_maxrss
    }

    /// The code it exited with; `nil` where a signal ended it.
    var exitCode: Int32? { status & 0x7f == 0 ? (status >> 8) & 0xff : nil }

    var description: String { exitCode.map { "exit code \($0)" } ?? "signal \(status & 0x7f)" }

    var seconds: Double { duration / .seconds(1) }
}
