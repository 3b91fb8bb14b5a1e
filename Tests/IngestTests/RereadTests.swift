import ArticleStore
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// Reading a file again in a named set ends when nobody waits for it any more, and changes nothing then.
@Suite(.timeLimit(.hang)) struct RereadTests {
    @Test func `it ends with the task`() async throws {
        let station = try Station()
        let file = try station.write([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "story.txt")
        try await station.watching { ingest, _ in
            let (start, started) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for await _ in start {}
                try await ingest.readAgain(file, in: "windows-1251")
            }
            task.cancel()
            started.finish()
            await #expect(throws: CancellationError.self) { try await task.value }
            let charset = try station.decidedCharset(of: file)
            #expect(charset == nil)
        }
    }

    @Test func `it ends with the pipeline`() async throws {
        let station = try Station()
        let file = try station.write([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "story.txt")
        let ingest = try await station.runOnce()
        await #expect(throws: CancellationError.self) {
            try await ingest.readAgain(file, in: "windows-1251")
        }
        #expect(try station.decidedCharset(of: file) == nil)
    }
}

extension Station {
    /// The set that somebody named for the bytes of a file.
    fileprivate func decidedCharset(of file: FilePath) throws -> String? {
        let content = try FileContent(file, followsSymbolicLinks: false)
        return try content.digest { false }.flatMap(store.charset(of:))
    }
}
