import Archive
import FolderWatch
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang)) struct WaitTests {
    @Test func `whoever waits for a file that is there gets its end state`() async throws {
        let newsroom = try Newsroom()
        try await newsroom.running { archive, _ in
            for number in 0..<20 {
                let file = try newsroom.write("Story \(number)\n\nThe text.", "\(number).txt")
                let answer = try await archive.wait(path: file.asked, timeoutMilliseconds: 30_000)
                #expect(answer.state == "indexed")
                #expect(answer.articles.count == 1)
            }
            let picture = try newsroom.write("GIF89a", "picture.gif")
            #expect(
                try await archive.wait(path: picture.asked, timeoutMilliseconds: 30_000).state == "refused")
            try Files.remove(picture)
            #expect(
                try await archive.wait(path: picture.asked, timeoutMilliseconds: 30_000).state == "deleted")
        }
    }

    @Test func `a file that is being written is pending, and whoever waits for it gets it whole`()
        async throws
    {
        let newsroom = try Newsroom()
        let path = newsroom.root.appending("long.txt")
        let file = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: .ownerReadWrite)
        try await newsroom.running { archive, _ in
            try file.writeAll("Story\n\nThe first half, ".utf8)
            for answer in [
                try await archive.why(path: path.asked),
                try await archive.wait(path: path.asked, timeoutMilliseconds: 100),
            ] {
                #expect(answer.state == "pending")
                #expect(
                    answer.reason
                        == "being written; it counts when it is closed, or has stood still for a minute")
            }
            async let answer = archive.wait(path: path.asked, timeoutMilliseconds: 30_000)
            try file.writeAll("and the second.".utf8)
            try file.close()
            #expect(try await answer.state == "indexed")
            let id = try #require(try await answer.articles.first)
            #expect(try await archive.article(id: id).article.text == "The first half, and the second.")
        }
    }

    @Test func `whoever waits for what will not come is told so at once`() async throws {
        let newsroom = try Newsroom()
        try newsroom.write("Story", "folder/file.txt")
        try await newsroom.running { archive, _ in
            for (path, message) in [
                (newsroom.root.appending("none.txt"), "there is no such file"),
                (newsroom.path.appending("outside.txt"), "it is in no watched folder"),
                (newsroom.root.appending(".hidden"), "hidden files and folders are left alone"),
            ] {
                let error = await #expect(throws: APIError.self) {
                    try await archive.wait(path: path.asked, timeoutMilliseconds: 30_000)
                }
                #expect(error == APIError(.noSuchFile, "'\(path)' will not be indexed: \(message)"))
            }
            let folder = newsroom.root.appending("folder")
            let error = await #expect(throws: APIError.self) {
                try await archive.wait(path: folder.asked, timeoutMilliseconds: 30_000)
            }
            #expect(error == APIError(.noSuchFile, "'\(folder)' is a folder; name the files in it"))
        }
    }

    @Test(arguments: [0, 30]) func `when the time is over the file is pending`(timeout: Int) async throws {
        let newsroom = try Newsroom()
        let file = try newsroom.write("Story", "file.txt")
        // The pipeline stands still.
        let answer = try await newsroom.daemon().wait(path: file.asked, timeoutMilliseconds: timeout)
        #expect(answer.state == "pending" || timeout == 0)
        #expect(answer.articles == [])
    }

    @Test func `with no daemon the state is that of the index`() async throws {
        let newsroom = try Newsroom()
        let file = try newsroom.write("Story", "file.txt")
        try await newsroom.takeIn()
        #expect(
            try await newsroom.alone().wait(path: file.asked, timeoutMilliseconds: 30_000).state == "indexed")
    }
}
