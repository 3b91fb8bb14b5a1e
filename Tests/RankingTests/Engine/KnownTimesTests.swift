import Articles
import Testing

@testable import Ranking

/// The times of articles are those of the commit that is searched, and no more of them are kept than have
/// room.
@Suite struct KnownTimesTests {
    private let first = Revision(rawValue: 7)
    private let second = Revision(rawValue: 8)

    @Test func `a time that was looked up is known in its commit, and in no other one`() {
        let known = KnownTimes()
        #expect(known.time(of: 3, at: first) == nil)
        known.keep(100, of: 3, at: first)
        #expect(known.time(of: 3, at: first) == 100)
        #expect(known.time(of: 4, at: first) == nil)
        #expect(known.time(of: 3, at: second) == nil)
    }

    @Test func `a search in an earlier commit changes nothing of what is known in a later one`() {
        let known = KnownTimes()
        known.keep(100, of: 3, at: first)
        known.keep(200, of: 3, at: second)
        known.keep(100, of: 4, at: first)
        #expect(known.time(of: 3, at: second) == 200)
        #expect(known.time(of: 4, at: second) == nil)
        #expect(known.time(of: 3, at: first) == nil)
    }

    @Test func `however many times are looked up, few thousand are kept`() {
        let known = KnownTimes()
        for id in 1...20_000 as ClosedRange<Int64> { known.keep(id, of: id, at: first) }
        #expect((1...20_000).count { known.time(of: $0, at: first) != nil } <= 8_192)
        #expect(known.time(of: 20_000, at: first) == 20_000)
    }
}
