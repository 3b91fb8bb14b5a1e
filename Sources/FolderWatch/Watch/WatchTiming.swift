/// How long the watcher waits for what; the defaults suit everything but tests.
public struct WatchTiming: Sendable, Equatable {
    /// How long size and modification time of a file that was made and not closed stand still until it
    /// counts.
    public var quietPeriod: Duration
    /// The same of a file that somebody has open for writing: long, as whoever writes it may only be
    /// thinking, and what counts is half of an article then.
    public var openQuietPeriod: Duration
    /// How long the second half of a rename may take after the first. The kernel writes them one after the
    /// other, so this is the time after which a file counts as moved out.
    public var movePairing: Duration
    /// How often it is looked whether the watched folders are where they were.
    public var presenceCheck: Duration
    /// How often a folder is enumerated that cannot be followed by events.
    public var polling: Duration
    /// How often it is tried to follow such a folder by events again.
    public var retry: Duration

    /// Makes timing of the given periods.
    public init(
        quietPeriod: Duration = .seconds(2),
        openQuietPeriod: Duration = .seconds(60),
        movePairing: Duration = .milliseconds(50),
        presenceCheck: Duration = .seconds(1),
        polling: Duration = .seconds(10),
        retry: Duration = .seconds(60)
    ) {
        self.quietPeriod = quietPeriod
        self.openQuietPeriod = openQuietPeriod
        self.movePairing = movePairing
        self.presenceCheck = presenceCheck
        self.polling = polling
        self.retry = retry
    }
}
