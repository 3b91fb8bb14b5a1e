import SystemPackage
import TestSupport
import Testing

/// Changes that come faster than files are read: what is true in the end is what stands in the folder.
@Suite(.timeLimit(.hang))
struct FollowingTests {
    /// Enough text that files are still being read when they are changed again.
    private let padding = (1...2_000).map { "padding\($0 % 50)" }.joined(separator: " ")

    private func expectFound(
        _ expected: Set<FilePath>, at desk: NewsDesk, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await desk.until {
            Set(try await desk.search("wire", "--limit", "1000").paths) == Set(expected.map(\.string))
        }
        try await desk.expectAllAccountedFor(sourceLocation: sourceLocation)
        #expect(
            try await desk.json("status")["articles"]?.integer == Int64(expected.count),
            sourceLocation: sourceLocation)
    }

    @Test func `folders and files that are renamed and removed while they are read`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let count = 40
        for number in 1...count {
            try desk.drop(Story.numbered(number) + padding, as: "a\(number)/story.txt")
        }
        for number in 1...count {
            try FileSystem.rename(desk.news.appending("a\(number)"), desk.news.appending("b\(number)"))
        }
        var left: Set<FilePath> = []
        for number in 1...count {
            let folder = desk.news.appending("b\(number)")
            let (file, renamed) = (folder.appending("story.txt"), folder.appending("renamed.txt"))
            switch number % 3 {
            case 0:
                try FileSystem.remove(file)
                try FileSystem.removeFolder(folder)
            case 1:
                try FileSystem.rename(file, renamed)
                left.insert(renamed)
            default: left.insert(file)
            }
        }
        try await expectFound(left, at: desk)
        await daemon.stop()
    }

    @Test func `files that are replaced again and again hold their last text`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let paths = (1...20).map { desk.news.appending("\($0).txt") }
        for round in 1...5 {
            for (number, path) in paths.enumerated() {
                let text = Story.numbered(number) + "This is round\(round).\n" + padding
                // In place and by renaming, as editors do either.
                if number % 2 == 0 {
                    try FileSystem.write(text.utf8, to: path)
                } else {
                    try FileSystem.rename(desk.write(text, to: "replacement"), path)
                }
            }
        }
        try await desk.until { try await desk.search("round5", "--limit", "0").total == 20 }
        #expect(try await desk.search("round1 OR round2 OR round3 OR round4").total == 0)
        try await expectFound(Set(paths), at: desk)
        await daemon.stop()
    }
}
