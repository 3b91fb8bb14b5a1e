internal import Synchronization
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// How much memory this process has come to hold since it last gave some back.
final class OwnMemory: Sendable {
    private let worthwhileByteCount: Int
    private let held = Mutex(0)

    /// - Parameter byteCount: How much it must be for giving it back.
    init(worthwhile byteCount: Int) { worthwhileByteCount = byteCount }

    /// Whether enough has come since the last call of ``noteHeld()`` for giving it back.
    var hasGrown: Bool {
        let now = Self.byteCount() ?? 0
        return held.withLock { now >= $0 + worthwhileByteCount }
    }

    /// Notes what is held now, when all has been given back that could be.
    func noteHeld() {
        let now = Self.byteCount() ?? 0
        held.withLock { $0 = now }
    }

    /// The bytes that are resident and stand in no file; `nil` where the system does not say.
    private static func byteCount() -> Int? {
        guard let file = try? FileDescriptor.open(FilePath("/proc/self/statm"), .readOnly) else { return nil }
        let text = try? file.closeAfter {
            try unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
                count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
        let pages = (text ?? []).split(separator: UInt8(ascii: " ")).prefix(3)
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard pages.count == 3 else { return nil }
        return (pages[1] - pages[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
