import Archive
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

/// The lists of files that somebody should look at, page by page.
@Suite(.timeLimit(.hang)) struct FileListTests {
    @Test func `refused files come in pages, and each of them once`() async throws {
        let newsroom = try Newsroom()
        var written: [String] = []
        for number in 1...7 { written.append(try newsroom.write("", "\(number).txt").string) }
        try newsroom.write("Story\n\nThe text.", "story.txt")
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        var listed: [String] = []
        var mark: String?
        var pageCount = 0
        repeat {
            let page = try await archive.refusedFiles(after: mark, limit: 3)
            #expect(page.reasons.map(\.files) == (mark == nil ? [7] : []))
            listed += page.files.map(\.path)
            mark = page.nextAfter
            pageCount += 1
        } while mark != nil && pageCount < 10
        #expect(listed == written)
        #expect(pageCount == 3)
        let whole = try await archive.refusedFiles(after: nil, limit: 7)
        #expect(whole.files.map(\.path) == written)
        #expect(whole.nextAfter != nil)
        let end = try await archive.refusedFiles(after: whole.nextAfter, limit: 7)
        #expect(end.files.isEmpty && end.nextAfter == nil)
    }

    @Test
    func `reasons that are alike are one, without the numbers in which they differ and with all others`()
        async throws
    {
        let newsroom = try Newsroom()
        try newsroom.write("Up\0on", "a.txt")
        try newsroom.write("Upon\0", "b.txt")
        try await newsroom.takeIn()
        let list = try await newsroom.daemon().refusedFiles(after: nil, limit: 7)
        let reason = try #require(list.reasons.first)
        #expect(reason.files == 2)
        #expect(
            reason.reason
                == "a NUL byte stands at offset …, so this is no text in UTF-8; save it as text in UTF-8")
    }

    @Test(arguments: [1, 2, 3, 100])
    func `refused articles follow the refused files, page by page, as many as the status counts`(
        limit: Int
    ) async throws {
        let newsroom = try Newsroom()
        var written = [try newsroom.write("", "a.txt").string, try newsroom.write("", "b.txt").string]
        for name in ["one.jsonl", "two.jsonl"] {
            let path = try newsroom.write("{\"text\": \"Of \(name).\"}\nno JSON\n{\"text\": 3}\n", name)
                .string
            written += ["\(path)#2", "\(path)#3"]
        }
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        var list = try await archive.refusedFiles(after: nil, limit: limit)
        while let mark = list.nextAfter, list.files.count + list.articles.count < 20 {
            let page = try await archive.refusedFiles(after: mark, limit: limit)
            #expect(page.reasons.isEmpty && page.articleReasons.isEmpty)
            #expect(page.files.count + page.articles.count <= limit)
            list.append(page)
        }
        #expect(list.files.map(\.path) == Array(written.prefix(2)))
        // The contents in the order of their coming, which two readers decide.
        #expect(list.articles.map(\.path).sorted() == written.dropFirst(2).sorted())
        let status = try await archive.status()
        #expect(list.reasons.map(\.files).reduce(0, +) == status.files.refused)
        #expect(list.articleReasons.map(\.articles).reduce(0, +) == status.refusedArticles)
    }

    @Test func `doubtful files come in pages, the least certain first`() async throws {
        let newsroom = try Newsroom()
        for number in 1...5 {
            // One letter of a set of one byte a letter: much else may be meant.
            try newsroom.write([UInt8]("Number \(number) is a caf".utf8) + [0xE9, 0x2E], "\(number).txt")
        }
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        let whole = try await archive.doubtfulFiles(after: nil, limit: 100)
        #expect(whole.files.count == 5 && whole.nextAfter == nil)
        #expect(whole.files.map(\.certainty) == whole.files.map(\.certainty).sorted())
        var listed: [DoubtfulFilesResponse.File] = []
        var mark: String?
        repeat {
            let page = try await archive.doubtfulFiles(after: mark, limit: 2)
            listed += page.files
            mark = page.nextAfter
        } while mark != nil && listed.count < 20
        #expect(listed == whole.files)
    }

    @Test(arguments: ["", "x", "0", "0-0", "0-xy", "-", "g-00", "0-00-00", ".", "1.", "1.2.3", "1.x"])
    func `a mark that no answer gave is refused`(mark: String) async throws {
        let newsroom = try Newsroom()
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        let error = await #expect(throws: APIError.self) {
            try await archive.refusedFiles(after: mark, limit: 1)
        }
        #expect(error?.code == .badRequest)
    }

    @Test func `what is retried is queued a batch at a time, and all of it`() async throws {
        let newsroom = try Newsroom()
        for number in 0..<2_300 { try newsroom.write("", "\(number % 3)/\(number).txt") }
        try await newsroom.running { archive, _ in
            let status = try await archive.status()
            #expect(status.files.refused == 2_300)
            let all = try await archive.retry(path: nil)
            #expect(all.files == 2_300)
            let folder = newsroom.root.appending("1")
            let some = try await archive.retry(path: folder.asked)
            #expect(some.files == 767)
            let one = try await archive.retry(path: folder.appending("1.txt").asked)
            #expect(one.files == 1)
            await #expect(throws: APIError.self) {
                try await archive.retry(path: newsroom.root.appending("1/1").asked)
            }
        }
    }
}
