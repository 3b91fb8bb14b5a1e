import ArticleReading
import Articles
import Foundation
import SystemPackage
import Testing

/// Lines as agencies write them, and lines that only look so, with what belongs to which field.
@Suite struct LabelledDatelinesTests {
    struct Line: Sendable {
        let text: String
        /// Date, place, agency and language.
        let fields: [String?]
        var isDateline: Bool { fields.contains { $0 != nil } }
    }

    static func lines() throws -> [Line] {
        let file = FilePath(#filePath).removingLastComponent().appending("labelled.tsv")
        return try String(contentsOfFile: file.string, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                try #require(columns.count == 5, "\(line)")
                return Line(text: columns[0], fields: columns.dropFirst().map { $0 == "-" ? nil : $0 })
            }
    }

    static func fields(of article: Article) -> [String?] {
        [article.date?.description, article.place, article.agency, article.language]
    }

    @Test func `the lines are many, of many agencies, and many are no datelines`() throws {
        let lines = try Self.lines()
        #expect(lines.count >= 500)
        #expect(Set(lines.map(\.text)).count == lines.count)
        #expect(lines.count { !$0.isDateline } >= 100)
        #expect(Set(lines.compactMap { $0.fields[2] }).count >= 30)
        #expect(Set(lines.compactMap { $0.fields[3] }).isSuperset(of: ["en", "ru", "kk", "zh"]))
    }

    @Test func `what is taken is right, and little is missed`() throws {
        var (right, wrong, missed, invented) = (0, 0, 0, 0)
        var faults: [String] = []
        for line in try Self.lines() {
            let found = try Self.fields(of: article(line.text + "\n"))
            for (found, expected) in zip(found, line.fields) where found != expected {
                faults.append("\(line.text): \(found ?? "-"), not \(expected ?? "-")")
                if found == nil { missed += 1 } else { wrong += 1 }
                if found != nil, expected == nil { invented += 1 }
            }
            right += zip(found, line.fields).count { $0 != nil && $0 == $1 }
        }
        let precision = Double(right) / Double(right + wrong)
        let recall = Double(right) / Double(right + missed + wrong - invented)
        let report = Comment(rawValue: faults.joined(separator: "\n"))
        #expect(precision >= 0.99, report)
        #expect(recall >= 0.95, report)
        #expect(invented == 0, report)
    }

    @Test func `a dateline stays in the text`() throws {
        for line in try Self.lines() {
            #expect(try article(line.text).body == line.text)
        }
    }
}
