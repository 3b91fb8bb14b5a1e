internal import Glibc
internal import Subprocess

/// Whether the clock can be trusted: relative dates, snapshots' names and the ledger go by it.
struct ClockCheck {
    private static let check = "clock"
    /// 2026-01-01: Gazette is no older.
    private static let earliestTime = 1_767_225_600

    /// Seconds since 1970.
    let time: Int
    let isSynchronised: Bool

    func findings() -> [Finding] {
        let remedy = "timedatectl set-ntp true"
        if time < Self.earliestTime {
            return [.failure(Self.check, "the clock stands before 2026", remedy: remedy)]
        }
        guard isSynchronised else {
            return [
                .warning(Self.check, "the clock is not synchronised with any other", remedy: remedy)
            ]
        }
        return [.ok(Self.check, "the clock can be trusted")]
    }

    /// The check on this machine; where nobody knows whether the clock is synchronised, it is taken to be.
    static func ofThisMachine() async -> [Finding] {
        let answer = await Program.output(
            of: .name("timedatectl"), ["show", "--property=NTPSynchronized", "--value"])
        return ClockCheck(
            time: Glibc.time(nil), isSynchronised: answer.map { $0.hasPrefix("yes") } ?? true
        ).findings()
    }
}
