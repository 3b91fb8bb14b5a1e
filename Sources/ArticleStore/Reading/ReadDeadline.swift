/// When a read is to end, though it is not done.
///
/// It is looked at wherever a read looks whether it was cancelled, so that no timer is needed, and one SQLite
/// statement is never left in its middle.
public struct ReadDeadline: Sendable {
    /// The time is over; what was found until then is still good.
    public struct Passed: Error, Sendable, Equatable {
        /// Makes the error.
        public init() {}
    }

    private let hasPassed: @Sendable () -> Bool

    /// Ends at an instant.
    ///
    /// - Parameter instant: The first at which it is too late.
    public init(_ instant: ContinuousClock.Instant) {
        self.init { ContinuousClock.now >= instant }
    }

    /// Ends by any sign.
    ///
    /// - Parameter hasPassed: Whether it is too late; asked some thousand times a second.
    public init(hasPassed: @escaping @Sendable () -> Bool) { self.hasPassed = hasPassed }

    func check() throws(Passed) {
        if hasPassed() { throw Passed() }
    }
}
