internal import Glibc

/// The clock of `MONOTONIC_USEC` in `sd_notify(3)`.
enum MonotonicClock {
    static var microseconds: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
