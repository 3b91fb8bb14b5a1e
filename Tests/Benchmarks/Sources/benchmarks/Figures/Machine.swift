internal import Glibc
internal import SystemPackage

/// The machine that the figures are from.
struct Machine: Encodable {
    let cores: Int
    let memoryByteCount: Int
    let kernel: String
    let processor: String

    init() throws {
        cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        memoryByteCount = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        let release = try OpenFile.text(of: "/proc/sys/kernel/osrelease")
        kernel = "Linux " + release.prefix { $0 != "\n" }
        let model = try OpenFile.text(of: "/proc/cpuinfo").split(separator: "\n")
            .first { $0.hasPrefix("model name") }?.split(separator: ":").dropFirst().first
        processor = model.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
    }

    /// `2 cores, 24 GB of memory, Linux 6.1.0, AMD EPYC`.
    var description: String {
        let gigabytes = NumberText.string((Double(memoryByteCount) / 1e8).rounded() / 10)
        return "\(cores) cores, \(gigabytes) GB of memory, \(kernel), \(processor)"
    }

    private enum CodingKeys: String, CodingKey {
        case cores, kernel, processor
        case memoryByteCount = "memory_byte_count"
    }
}
