import Console
import GazetteAPI
import Testing

@Suite struct PathListTests {
    private var hits: [Hit] {
        var plain = Sample.pompeo
        plain.path = "/news/two\nlines.txt"
        var raw = Sample.pompeo
        raw.path = "/news/\\xff.txt"
        raw.pathBase64 = "L25ld3Mv/y50eHQ="
        return [plain, raw, Sample.tokayev]
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `paths ended by NUL are the bytes of the names`() {
        #expect(
            PathList.bytes(hits, terminator: .nul)
                == bytes("/news/two\nlines.txt\0/news/") + [0xFF] + bytes(".txt\0/news/wire.jsonl#3\0"))
    }

    @Test func `in a pipe a line is the bytes of a name`() {
        #expect(
            PathList.bytes(hits, terminator: .lineFeed(Sample.pipe))
                == bytes("/news/two\nlines.txt\n/news/") + [0xFF] + bytes(".txt\n/news/wire.jsonl#3\n"))
    }

    @Test func `on a terminal a path is one line, and what cannot be printed is shown`() {
        #expect(
            PathList.bytes(hits, terminator: .lineFeed(Sample.narrow))
                == bytes("/news/two\\x0alines.txt\n/news/\\xff.txt\n/news/wire.jsonl#3\n"))
    }

    @Test func `no hits are no bytes`() {
        #expect(PathList.bytes([], terminator: .nul).isEmpty)
    }
}
