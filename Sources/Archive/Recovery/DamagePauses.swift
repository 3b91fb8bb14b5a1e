/// How long to wait before a database that was found damaged is set aside, and another put in its place.
///
/// The first one is mended at once. One that is damaged within a minute again is more likely the work of a
/// disk that damages whatever is written, which writing it once more does not mend. To end then would give up
/// what may still be saved, for somebody who may not come for days; to go on at once would fill the disk with
/// what is set aside. So each further one waits twice as long as the one before, up to an hour.
public struct DamagePauses: Sendable {
    private static let usualTime = Duration.seconds(60)
    private static let firstPause = Duration.seconds(5)
    private static let longestPause = Duration.seconds(3_600)

    private var next = Duration.zero

    /// Makes one that has seen no damage.
    public init() {}

    /// How long to wait now. One that has worked for longer than a minute, and than it would have to wait
    /// now, was good: what has come over it is another damage, and the first of its kind.
    ///
    /// - Parameter duration: How long the databases have worked until this damage was found.
    /// - Returns: The pause.
    public mutating func pause(afterWorkingFor duration: Duration) -> Duration {
        if duration >= max(Self.usualTime, next) { next = .zero }
        let pause = next
        next = next == .zero ? Self.firstPause : min(next * 2, Self.longestPause)
        return pause
    }
}
