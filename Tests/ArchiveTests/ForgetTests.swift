import Archive
import GazetteAPI
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ForgetTests {
    @Test func `a sign is given while the index is written anew, in which the writer can prove nothing`()
        async throws
    {
        let newsroom = try Newsroom()
        let path = try newsroom.write("A story to forget.", "story.txt")
        let signs = Signs()
        try await newsroom.running(options: ArchiveOptions(onLongWork: { signs.give() })) { archive, _ in
            let answer = try await archive.forget(.path(path.asked))
            #expect(answer.articles == [1])
            #expect(try await archive.status().articles == 0)
            #expect(try await archive.status().work == nil)
        }
        #expect(signs.count > 0)
    }

    private final class Signs: Sendable {
        private let given = Mutex(0)
        var count: Int { given.withLock { $0 } }
        func give() { given.withLock { $0 += 1 } }
    }
}
