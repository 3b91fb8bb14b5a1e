internal import GazetteAPI
internal import NIOConcurrencyHelpers

/// The places for answers of any length to search-only listeners. Such an answer keeps a list of what it has
/// still to send, reads the index again and again, and takes as long as its client does: without a bound slow
/// clients would hold the memory and the readers of all others.
final class StreamPlaces: Sendable {
    private let limit: Int
    private let taken = NIOLockedValueBox(0)

    init(limit: Int) { self.limit = limit }

    /// Takes a place, which is free again when nothing holds it any more.
    ///
    /// - Throws: `busy` when all are taken.
    func take() throws(APIError) -> StreamPlace {
        let isTaken = taken.withLockedValue { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
        guard isTaken else {
            throw APIError(
                .busy, "\(limit) searches for all hits are being answered already; ask again in a moment")
        }
        return StreamPlace { [taken] in taken.withLockedValue { $0 -= 1 } }
    }
}

/// One of the places; also an answer that is never begun gives it back.
final class StreamPlace: Sendable {
    private let leave: @Sendable () -> Void

    init(leave: @escaping @Sendable () -> Void) { self.leave = leave }

    deinit { leave() }
}
