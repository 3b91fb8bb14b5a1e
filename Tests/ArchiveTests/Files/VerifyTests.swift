import Archive
import ArticleStore
import Articles
import FolderWatch
import GRDB
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct VerifyTests {
    private func problems(_ archive: Archive) async throws -> [String] {
        let answer = try await archive.verify()
        #expect(answer.problemCount == answer.problems.count)
        return answer.problems.map { $0.code + ($0.path.map { " \($0)" } ?? "") }
    }

    /// A newsroom of 40 stories, a file of lines, a refused file and a link.
    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<40 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try newsroom.write("{\"text\": \"One.\"}\n{broken\n", "lines.jsonl")
        try newsroom.write("GIF89a", "picture.gif")
        try Files.symbolicLink(to: "/nowhere", at: newsroom.root.appending("link"))
        try await newsroom.takeIn()
        return newsroom
    }

    @Test func `where all is well nothing is found, with a daemon and with none`() async throws {
        let newsroom = try await newsroom()
        for archive in [try await newsroom.daemon(), try newsroom.alone()] {
            let answer = try await archive.verify()
            #expect(answer.unaccounted == 0)
            #expect(answer.problems == [])
            #expect(answer.filesSeen == 43)
            #expect(answer.articles == 41)
            #expect(answer.pending == 0)
            #expect(answer.offlineFolders == [])
            #expect(answer.revision == (try newsroom.store.revision().rawValue))
        }
        #expect(!Files.exists(newsroom.state.appending("snapshots/.copy-")))
    }

    @Test func `nothing is found while the daemon is writing`() async throws {
        let newsroom = try await newsroom()
        try await newsroom.running { archive, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<400 {
                        try newsroom.write(
                            "New \(number)\n\nWhat it says.", "new/\(number % 7)/\(number).txt")
                        if number % 3 == 0 {
                            try Files.remove(newsroom.root.appending("new/\(number % 7)/\(number).txt"))
                        }
                    }
                }
                for _ in 0..<4 {
                    let answer = try await archive.verify()
                    #expect(answer.unaccounted == 0)
                    #expect(answer.problems == [])
                }
                try await group.waitForAll()
            }
            #expect(try await archive.verify().problems == [])
        }
    }

    @Test func `what differs between folder and index is found`() async throws {
        let newsroom = try await newsroom()
        let root = newsroom.root
        let new = try newsroom.write("New\n\nWhat it says.", "new.txt")
        try Files.write("Changed\n\nWhat it says.", to: root.appending("1.txt"))
        try Files.remove(root.appending("2.txt"))
        try Files.write("GIF89a and more", to: root.appending("picture.gif"))
        try Files.remove(root.appending("link"))
        try newsroom.write("Hidden", ".hidden.txt")
        let answer = try await newsroom.alone().verify()
        #expect(answer.unaccounted == 5)
        #expect(
            try await Set(problems(newsroom.alone())) == [
                "missing \(new)", "changed \(root)/1.txt", "gone \(root)/2.txt",
                "changed \(root)/picture.gif",
                "gone \(root)/link",
            ])
        try await newsroom.takeIn()
        #expect(try await problems(newsroom.alone()) == [])
    }

    @Test func `a file with another mode or time and the same bytes is no difference`() async throws {
        let newsroom = try await newsroom()
        try Files.setMode(0o600, of: newsroom.root.appending("1.txt"))
        try Files.makeOld(newsroom.root.appending("2.txt"))
        try Files.link(newsroom.root.appending("3.txt"), newsroom.path.appending("outside.txt"))
        #expect(try await problems(newsroom.alone()) == [])
        // The same size and time, and other bytes.
        let file = newsroom.root.appending("2.txt")
        var bytes = try Files.read(file)
        bytes[bytes.count - 2] ^= 1
        try Files.overwrite(file, at: 0, with: bytes)
        try Files.makeOld(file)
        #expect(try await problems(newsroom.alone()) == ["changed \(file)"])
    }

    @Test func `a daemon whose pipeline stands still reports what differs and mends nothing`() async throws {
        let newsroom = try await newsroom()
        let new = try newsroom.write("New\n\nWhat it says.", "new.txt")
        let archive = try await newsroom.daemon()
        for _ in 0..<2 { #expect(try await problems(archive) == ["missing \(new)"]) }
    }

    @Test func `a running daemon gives what differs the time to come in`() async throws {
        let newsroom = try await newsroom()
        try await newsroom.running { archive, ingest in
            try newsroom.write("New\n\nWhat it says.", "new.txt")
            try Files.remove(newsroom.root.appending("2.txt"))
            #expect(try await problems(archive) == [])
        }
    }

    @Test func `a folder that is away is named and its files are no problem`() async throws {
        let newsroom = try await newsroom()
        try Files.rename(newsroom.root, newsroom.path.appending("aside"))
        try await newsroom.takeIn()
        for archive in [try await newsroom.daemon(), try newsroom.alone()] {
            let answer = try await archive.verify()
            #expect(answer.problems == [])
            #expect(answer.offlineFolders == [newsroom.root.string])
        }
    }

    @Test func `a path whose history is missing is found`() async throws {
        let newsroom = try await newsroom()
        await newsroom.close()
        let path = newsroom.root.appending("3.txt")
        try await DatabaseQueue(path: newsroom.state.appending("ledger.sqlite").string).write { database in
            try database.execute(
                sql: "DELETE FROM event WHERE CAST(path AS TEXT) = ?", arguments: [path.string])
        }
        #expect(try await problems(newsroom.alone()) == ["ledger \(path)"])
    }

    @Test(arguments: [
        ("DELETE FROM article_index_data WHERE id > 10", "full_text"),
        ("UPDATE article SET title = 'Another' WHERE id = 1", "full_text"),
        ("DELETE FROM occurrence WHERE article_id = 1", "database"),
        ("DELETE FROM occurrence; DELETE FROM article", "full_text"),
    ]) func `an index that contradicts itself is found`(statement: String, code: String) async throws {
        let newsroom = try await newsroom()
        await newsroom.close()
        try await DatabaseQueue(path: newsroom.state.appending("index.sqlite").string).write { database in
            try database.execute(sql: statement)
        }
        #expect(try await problems(newsroom.alone()).contains(code))
    }

    @Test(arguments: [
        ("index", "article"), ("index", "file"), ("index", "content"), ("index", "occurrence"),
        ("index", "article_index_data"), ("index", "file_by_inode"), ("ledger", "event"),
        ("ledger", "identity"),
    ])
    func `a damaged page is found`(name: String, table: String) async throws {
        let newsroom = try await newsroom()
        await newsroom.close()
        let file = newsroom.state.appending("\(name).sqlite")
        let offset = try await DatabaseQueue(path: file.string).read { database in
            try Int64.fetchOne(
                database,
                sql:
                    "SELECT (rootpage - 1) * page_size FROM sqlite_schema, pragma_page_size() WHERE name = ?",
                arguments: [table])
        }
        try Files.overwrite(file, at: #require(offset), with: [UInt8](repeating: 0xA5, count: 4_096))
        let codes = try await Set(newsroom.alone().verify().problems.map(\.code))
        let expected: Set = name == "ledger" ? ["ledger_damaged"] : ["database", "full_text"]
        #expect(!codes.isDisjoint(with: expected))
    }
}
