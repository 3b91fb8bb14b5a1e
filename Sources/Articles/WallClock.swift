#if canImport(Glibc)
    internal import Glibc
#endif

/// The machine's clock, which people and other clocks may set.
public enum WallClock {
    /// Milliseconds since 1970.
    public static var milliseconds: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
