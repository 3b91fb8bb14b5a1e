internal import Articles

extension FileIdentity {
    /// 10 s: longer than a file waits between its reading and the commit.
    private static let freshNanoseconds: Int64 = 10_000_000_000

    /// Whether a time of a file is so recent that another write may have left it as it is: before Linux 6.13
    /// the times of a file have the grain of the timer, up to 10 ms.
    static func isFresh(_ time: Int64) -> Bool {
        time > (WallClock.milliseconds * 1_000_000) - freshNanoseconds
    }

    /// Whether the modification time is one that the kernel set at a write, which no second write has. A
    /// whole second is what `tar` and `touch` set: other bytes of the same size may have it, and a number of
    /// an inode is used again.
    var hasTellingTime: Bool { modificationTime % 1_000_000_000 != 0 }
}
