import GRDB
@testable import Postings
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Damage in the segments is an error, or goes unnoticed; it never ends the process.
@Suite struct DamagedSegmentTests {
    private func sample(_ seed: UInt64) throws -> FullTextTable {
        let table = try FullTextTable(pageSize: 64)
        var texts = RandomTexts(seed: seed)
        try table.insert((1...60).map { texts.article($0) })
        try table.insert((61...90).map { texts.article($0) })
        return table
    }

    /// How what is in the segments is come to.
    enum Access: CaseIterable, Sendable {
        case everything, words

        func read(_ table: FullTextTable) throws {
            switch self {
            case .everything: _ = try table.segmentVocabulary()
            case .words:
                for word in RandomTexts(seed: 1).vocabulary {
                    try table.view(PostingsCache(byteLimit: 1 << 20), revision: 1) {
                        _ = try $0.list(of: SearchPattern([.phrase(TermPhrase([word]))]))
                    }
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64], Access.allCases)
    func `blocks with flipped, missing and added bytes are read or refused`(seed: UInt64, access: Access)
        throws
    {
        let table = try sample(seed)
        var random = SeededGenerator(seed: seed)
        let rows = try table.database.read {
            try Int64.fetchAll($0, sql: "SELECT id FROM t_data WHERE id > 1")
        }
        var refused = 0
        for _ in 0..<400 {
            let row = rows.randomElement(using: &random) ?? 10
            let sound =
                try table.database.read {
                    try Data.fetchOne($0, sql: "SELECT block FROM t_data WHERE id = ?", arguments: [row])
                } ?? Data()
            var damaged = [UInt8](sound)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: damaged.removeLast(Int.random(in: 0...damaged.count, using: &random))
            case 1:
                damaged.insert(
                    .random(in: 0...255, using: &random),
                    at: Int.random(in: 0...damaged.count, using: &random))
            default:
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(
                        in: 0...255, using: &random)
                }
            }
            try table.execute("UPDATE t_data SET block = ? WHERE id = ?", [Data(damaged), row])
            do {
                try access.read(table)
            } catch is PostingsError {
                refused += 1
            }
            try table.execute("UPDATE t_data SET block = ? WHERE id = ?", [sound, row])
        }
        #expect(refused > 60)
        #expect(try table.segmentVocabulary() == table.vocabulary())
    }

    @Test func `a missing leaf is damage, and says which row`() throws {
        let table = try sample(1)
        let row = (Int64(1) << 37) | 3
        try table.execute("DELETE FROM t_data WHERE id = ?", [row])
        #expect {
            try table.segmentVocabulary()
        } throws: {
            ($0 as? PostingsError)?.reason == .damaged && ($0 as? PostingsError)?.row == row
        }
    }

    @Test func `a list of segments of a later format is no damage`() throws {
        let table = try sample(1)
        let later = Data([0, 0, 0, 0, 0xFF, 0, 0, 1, 1, 1, 1])
        try table.execute("UPDATE t_data SET block = ? WHERE id = 10", [later])
        #expect {
            try table.segmentVocabulary()
        } throws: {
            ($0 as? PostingsError)?.reason == .unknownFormat
        }
    }
}
