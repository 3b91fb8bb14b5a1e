@testable import ArticleStore
import Postings
import Testing

/// When all segments are merged, by what commits say.
struct DeadTermsTests {
    private func commit(
        removing removed: Int64, of positions: Int64 = 1_000, pages: Int = 100, segments: Int = 2,
        isMerging: Bool = false
    ) throws -> SegmentCrowding {
        let empty: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
        guard var structure = SegmentStructure(empty.span) else { throw TestStore.Closed() }
        for number in 1...segments { structure.add(number: number, pageCount: max(1, pages / segments)) }
        structure.levels[0].mergingCount = isMerging ? segments : 0
        return SegmentCrowding(
            structure, writtenPageCount: 1, removedPositionCount: removed, positionCount: positions)
    }

    @Test func `nothing is merged of an index that nothing is taken out of`() throws {
        var dead = DeadTerms()
        for _ in 0..<100 { #expect(try dead.step(after: commit(removing: 0)) == nil) }
    }

    @Test func `all is merged once half as much was taken out as is there`() throws {
        var dead = DeadTerms()
        #expect(try dead.step(after: commit(removing: 300)) == nil)
        #expect(try dead.step(after: commit(removing: 199)) == nil)
        #expect(try dead.step(after: commit(removing: 1)) == .all)
    }

    @Test func `a merge of all that could not begin is due with the next commit`() throws {
        var dead = DeadTerms()
        #expect(try dead.step(after: commit(removing: 500)) == .all)
        #expect(try dead.step(after: commit(removing: 0)) == .all)
    }

    @Test func `one that has begun goes on with commits, and ends`() throws {
        var dead = DeadTerms()
        #expect(try dead.step(after: commit(removing: 500)) == .all)
        dead.begin()
        #expect(try dead.step(after: commit(removing: 500, isMerging: true)) == .next)
        #expect(try dead.step(after: commit(removing: 0)) == .all)
        dead.begin()
        #expect(try dead.step(after: commit(removing: 0)) == nil)
    }

    @Test func `one that another merge hides is not waited for for ever`() throws {
        var dead = DeadTerms()
        dead.begin()
        #expect(try dead.step(after: commit(removing: 999, isMerging: true)) == .next)
        #expect(try dead.step(after: commit(removing: 1, isMerging: true)) == .all)
    }

    @Test func `a small index is left alone, and one of which all was taken out is not`() throws {
        var dead = DeadTerms()
        #expect(try dead.step(after: commit(removing: 500, pages: 10)) == nil)
        #expect(try dead.step(after: commit(removing: 500, of: 0)) == .all)
    }

    @Test func `many segments are merged whatever was taken out`() throws {
        var dead = DeadTerms()
        #expect(try dead.step(after: commit(removing: 0, segments: 16)) == .next)
    }
}
