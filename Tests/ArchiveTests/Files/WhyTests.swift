import Archive
import ArticleStore
import FolderWatch
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct WhyTests {
    private func state(_ archive: Archive, _ path: FilePath, _ suffix: String = "") async throws -> String {
        let answer = try await archive.why(path: Array((path.string + suffix).utf8))
        return answer.reason.map { "\(answer.state): \($0)" } ?? answer.state
    }

    @Test func `a file is where its last change has brought it`() async throws {
        let newsroom = try Newsroom()
        let file = try newsroom.write("Story\n\nThe text.", "file.txt")
        let copy = try newsroom.write("Story\n\nThe text.", "later.txt")
        let picture = try newsroom.write("GIF89a", "picture.gif")
        let gone = try newsroom.write("Gone\n\nThe text.", "gone.txt")
        let moved = try newsroom.write("Moved\n\nThe text.", "moved.txt")
        try await newsroom.takeIn()
        try Files.remove(gone)
        try Files.rename(moved, newsroom.root.appending("here.txt"))
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        let first = try await archive.why(path: file.asked)
        let second = try await archive.why(path: copy.asked)
        #expect(Set([first.state, second.state]) == ["indexed", "alias"])
        let (original, alias) = first.state == "indexed" ? (first, second) : (second, first)
        #expect(alias.reason == "the same bytes as \(original.path)")
        #expect(original.aliases == [alias.path])
        #expect(alias.articles == original.articles)
        #expect(original.articleCount == 1)
        #expect(
            try await state(archive, picture)
                == "refused: a picture is not read yet; save it as text in UTF-8")
        #expect(try await state(archive, gone) == "deleted")
        #expect(try await state(archive, moved) == "deleted: moved to \(newsroom.root)/here.txt")
        let history = try await archive.why(path: gone.asked).history
        #expect(history.map(\.state) == ["indexed", "deleted"])
        #expect(history.map(\.revision) == history.map(\.revision).sorted())
        try Files.rename(newsroom.root, newsroom.path.appending("aside"))
        let away = try await newsroom.daemon()
        #expect(
            try await state(away, newsroom.root.appending("here.txt"))
                == "offline: its folder is away or no longer watched; its articles stay searchable")
    }

    @Test func `a path that waits is pending`() async throws {
        let newsroom = try Newsroom()
        let file = try newsroom.write("Story\n\nThe text.", "file.txt")
        let new = try newsroom.write("New\n\nThe text.", "new.txt")
        try await newsroom.takeIn()
        let ingest = try await newsroom.makeIngest()
        let archive = Archive(store: try newsroom.store, ingest: ingest, modes: { [:] })
        for path in [file, new] { ingest.work.add(path) }
        #expect(try await state(archive, file) == "pending: waiting to be read again")
        #expect(try await archive.why(path: file.asked).articleCount == 1)
        let never = newsroom.root.appending("never.txt")
        ingest.work.add(never)
        #expect(try await state(archive, never) == "pending: waiting to be read")
    }

    @Test func `a line is asked for by its number`() async throws {
        let newsroom = try Newsroom()
        let lines = try newsroom.write(
            "{\"text\": \"One.\"}\n{broken\n{\"text\": \"Three.\"}\n", "lines.jsonl")
        let named = try newsroom.write("A name like a line's", "lines.jsonl#1")
        let whole = try newsroom.write("Story", "file.txt")
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        let answer = try await archive.why(path: lines.asked)
        #expect(answer.reason == "1 of 3 articles were refused")
        #expect(answer.articleCount == 2)
        #expect(answer.refusedCount == 1)
        #expect(answer.refusals.first?.hasPrefix("#2: the JSON is broken at offset ") == true)
        let third = try await archive.why(path: Array("\(lines)#3".utf8))
        #expect(third.state == "indexed")
        #expect(third.articles == Array(answer.articles.suffix(1)))
        #expect(third.path == "\(lines)#3")
        #expect(try await state(archive, lines, "#2").hasPrefix("refused: the JSON is broken at offset "))
        #expect(try await state(archive, lines, "#4") == "unknown: the file has no article #4")
        let other = try await archive.why(path: named.asked)
        #expect(other.articleCount == 1)
        #expect(other.articles != Array(answer.articles.prefix(1)))
        #expect(try await state(archive, whole, "#7") == "unknown: the file has no article #7")
    }

    @Test func `a text that its name calls an archive says so`() async throws {
        let newsroom = try Newsroom()
        let path = try newsroom.write("Story\n\nThe text.", "story.zip")
        try await newsroom.takeIn()
        let archive = try await newsroom.daemon()
        #expect(
            try await state(archive, path)
                == "indexed: read as a text: its name says that it is an archive or a compressed file, and its bytes do not"
        )
    }

    @Test func `what is left alone says by which rule`() async throws {
        let newsroom = try Newsroom()
        let rules = WatchRules(include: ["*.txt"], exclude: ["drafts/"])
        let archive = try await newsroom.daemon(newsroom.watched(rules: rules))
        let table: [(FilePath, String?)] = [
            (newsroom.path.appending("outside.txt"), "it is in no watched folder"),
            (newsroom.state.appending("index.sqlite"), "it is in no watched folder"),
            (newsroom.root.appending("none.txt"), "there is no such file"),
            (newsroom.root.appending(".hidden.txt"), "hidden files and folders are left alone"),
            (newsroom.root.appending("drafts/a.txt"), "the folder's pattern 'drafts/' excludes it"),
            (newsroom.root.appending("a.md"), "no pattern of the folder includes it"),
            (
                newsroom.root.appending("a.txt~"),
                "names like '*~' are those of temporary files, which are left alone"
            ),
        ]
        for (path, reason) in table {
            let answer = try await archive.why(path: path.asked)
            #expect(answer.state == "unknown")
            #expect(answer.reason == reason)
        }
        #expect(
            try await newsroom.alone().why(path: newsroom.root.appending("none.txt").asked).state == "unknown"
        )
    }

    @Test func `a file that was in before the index was made anew is not said to be in now`() async throws {
        let newsroom = try Newsroom()
        let file = try newsroom.write("Story\n\nThe text.", "file.txt")
        let gone = try newsroom.write("Gone\n\nThe text.", "gone.txt")
        try await newsroom.takeIn()
        try Files.remove(gone)
        try await newsroom.takeIn()
        await newsroom.close()
        for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
            try Files.remove(newsroom.state.appending(name), ifThere: true)
        }
        let archive = try await newsroom.daemon()
        #expect(
            try await state(archive, file)
                == "unknown: it was indexed before the index was made anew, and was not read since")
        #expect(try await state(archive, gone) == "deleted")
        try await newsroom.takeIn()
        #expect(try await state(archive, file) == "indexed")
    }
}
