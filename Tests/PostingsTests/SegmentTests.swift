import GRDB
import TestSupport
import Testing

@testable import Postings

/// A segment of ours is one that FTS5 could have written.
@Suite struct SegmentTests {
    private static let words: [String] = {
        let syllables = ["ka", "zin", "form", "as", "ta", "na", "al", "ma", "ty"]
        return syllables.flatMap { first in syllables.map { first + $0 } } + syllables
            + [String(repeating: "long", count: 60), "a", "aa", "z"]
    }()

    private static func text(_ count: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
            // Few words are frequent and most are rare, as in any language.
            let rank = min(
                Int.random(in: 0..<words.count, using: &random),
                Int.random(in: 0..<words.count, using: &random))
            return words[rank]
        }.joined(separator: " ")
    }

    @Test(arguments: [32, 64, 250, 1_000, 4_050, 65_536], [1, 2] as [UInt64])
    func `FTS5 finds in it what it would have written`(_ pageSize: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let referee = try Referee(pageSize: pageSize)
        var nextID: Int64 = 1
        for round in 0..<14 {
            var changes: [Referee.Change] = []
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let known = referee.texts.keys.sorted().randomElement(using: &random)
                let texts = [Self.text(0...4, &random), Self.text(0...60, &random)]
                switch (Int.random(in: 0..<10, using: &random), known) {
                case (0, let id?): changes.append(.init(id: id, texts: nil))
                case (1...3, let id?): changes.append(.init(id: id, texts: texts))
                default:
                    changes.append(.init(id: nextID, texts: texts))
                    // Numbers far apart take several bytes.
                    nextID += Int64.random(in: 1...Int64(1 << (round * 2)), using: &random)
                }
            }
            try referee.commit(changes)
            #expect(try referee.postings("ours") == referee.postings("theirs"), "round \(round)")
            try referee.check("ours")
            if round % 4 == 3 { try referee.merge(8) }
        }
        try referee.merge(nil)
        #expect(try referee.postings("ours") == referee.postings("theirs"))
        try referee.check("ours")
    }

    @Test func `what was replaced several times stays gone when segments are merged by pairs`() throws {
        let referee = try Referee(pageSize: 100)
        // The removal of the middle text must not let the first be found again.
        try referee.commit([.init(id: 1, texts: ["one", "same first"])])
        try referee.commit([.init(id: 1, texts: ["one", "same second"])])
        try referee.commit([.init(id: 1, texts: ["one", "third"])])
        try referee.commit([.init(id: 2, texts: ["two", "other"])])
        for _ in 0..<6 { try referee.merge(1) }
        try referee.merge(nil)
        #expect(try referee.find("same OR first OR second", in: "ours") == [])
        #expect(try referee.find("third", in: "ours") == [1])
    }

    @Test func `an article that comes and goes within one commit leaves nothing`() throws {
        let referee = try Referee(pageSize: 100)
        try referee.commit([.init(id: 1, texts: ["old", "text"])])
        try referee.commit([
            .init(id: 1, texts: ["new", "text"]), .init(id: 2, texts: ["brief", ""]),
            .init(id: 2, texts: nil),
            .init(id: 1, texts: nil), .init(id: 1, texts: ["newest", "text"]),
        ])
        #expect(try referee.postings("ours") == referee.postings("theirs"))
        #expect(try referee.find("text", in: "ours") == [1])
        try referee.check("ours")
    }

    @Test(arguments: [40, 200, 1_000, 8_100])
    func `a doclist over many leaves is searched in both directions and from its midst`(_ pageSize: Int)
        throws
    {
        let referee = try Referee(pageSize: pageSize)
        let body = "all " + (0..<40).map { "w\($0)" }.joined(separator: " ")
        try referee.commit((1...3_000).map { .init(id: $0 * 3, texts: ["t\($0)", body]) })
        try referee.check("ours")
        for query in ["all", "w39", "t2999 AND all", "all AND w0", "\"w1 w2\""] {
            for backwards in [false, true] {
                for first in [0, 4_500, 8_997, 9_001] as [Int64] {
                    let ours = try referee.find(query, in: "ours", backwards: backwards, from: first)
                    let theirs = try referee.find(query, in: "theirs", backwards: backwards, from: first)
                    #expect(ours == theirs, "\(query), backwards: \(backwards), from \(first)")
                }
            }
        }
        let indexed = try referee.judge.read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM ours_idx WHERE pgno & 1")
        }
        // With the smallest pages it would not fit on one, with the largest the doclist has too few of them.
        #expect((indexed != 0) == (200...1_000).contains(pageSize))
    }

    @Test func `the positions of a long article go over many leaves`() throws {
        let referee = try Referee(pageSize: 250)
        let body = (0..<20_000).map { "n\($0 % 7) x\($0 % 5_000)" }.joined(separator: " ")
        try referee.commit([.init(id: 9, texts: ["long", body]), .init(id: 10, texts: ["short", "n1 x1"])])
        try referee.check("ours")
        #expect(try referee.postings("ours") == referee.postings("theirs"))
    }

    @Test func `an index of a doclist counts the leaves on which no article begins`() throws {
        let referee = try Referee(pageSize: 400)
        let body = Array(repeating: "again", count: 900).joined(separator: " ")
        try referee.commit((1...30).map { .init(id: $0, texts: ["t\($0)", body]) })
        try referee.check("ours")
        for number in [1, 2, 15, 30] {
            #expect(try referee.find("again AND t\(number)", in: "ours") == [Int64(number)])
        }
    }

    @Test func `an article without a word takes no leaf`() throws {
        let referee = try Referee(pageSize: 100)
        try referee.commit([.init(id: 1, texts: ["", ""])])
        #expect(try referee.postings("ours").isEmpty)
        try referee.check("ours")
    }
}
