internal import Glibc
internal import SystemPackage

/// What a running process uses.
struct ProcessUsage {
    /// `VmRSS`: the resident memory with the pages of its file and of files that it maps, in bytes.
    let residentByteCount: Int
    /// `RssAnon`: the resident memory that nothing but the process needs, in bytes.
    let anonymousByteCount: Int
    /// The processor's time since its start.
    let processorTime: Duration

    init(of process: pid_t) throws {
        let status = try OpenFile.text(of: FilePath("/proc/\(process)/status"))
        func byteCount(_ name: String) throws -> Int {
            guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("\(name):") }),
                let kibibytes = line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap({
                    Int($0)
                })
            else { throw BenchmarkError("/proc/\(process)/status states no \(name)") }
            return kibibytes * 1_024
        }
        residentByteCount = try byteCount("VmRSS")
        anonymousByteCount = try byteCount("RssAnon")
        // The clock counts nanoseconds; /proc/PID/stat counts in steps of 10 ms, a quarter of what 0.2 % of
        // 20 s is.
        var clock = clockid_t()
        var time = timespec()
        guard unsafe clock_getcpuclockid(process, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
            throw BenchmarkError("the processor's time of process \(process) cannot be read")
        }
        processorTime = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
