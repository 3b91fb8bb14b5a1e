import ArticleReading
import DaemonConfiguration
import FolderWatch
import SystemPackage
import TestSupport
import Testing

@Suite struct ConfigurationFileTests {
    private let file = ConfigurationFile("/etc/gazette/gazetted.yaml")

    @Test func `everything that can be said is taken`() throws {
        let text = """
            # What the desk watches.
            folders:
              - path: /srv/news
                include: ["*.txt", '*.jsonl']
                exclude:
                  - drafts/
                follow-symbolic-links: true
              - path: /srv/wire/../archive
            socket: /run/gazette/gazetted.sock
            search-socket: /run/gazette/search.sock
            http: 127.0.0.1:7700
            http-token-file: /etc/gazette/http-token
            http-access: full
            snapshots: /backup/gazette
            drill-queries: [strategic partner, "date:2020-02 kazakhstan"]
            limits:
              article-bytes: 1000
              document-bytes: 1000000000
            """
        var expected = DaemonConfiguration()
        expected.folders = [
            try WatchedFolder(
                path: "/srv/news",
                rules: WatchRules(
                    include: ["*.txt", "*.jsonl"], exclude: ["drafts/"], followsSymbolicLinks: true)),
            try WatchedFolder(path: "/srv/archive"),
        ]
        expected.socket = "/run/gazette/gazetted.sock"
        expected.searchSocket = "/run/gazette/search.sock"
        expected.http = HTTPAddress("127.0.0.1:7700")
        expected.httpTokenFile = "/etc/gazette/http-token"
        expected.httpAccess = .full
        expected.snapshots = "/backup/gazette"
        expected.drillQueries = ["strategic partner", "date:2020-02 kazakhstan"]
        expected.limits = ReadingLimits(articleByteCount: 1_000, documentByteCount: 1_000_000_000)
        #expect(try file.parse(text) == expected)
    }

    @Test(arguments: ["", "\n", "# nothing said\n", "---\n", "folders: []\n", "{}"])
    func `what is not said is as it is by itself`(text: String) throws {
        #expect(try file.parse(text) == DaemonConfiguration())
    }

    @Test func `the file that is installed says what holds without it, and all its examples can be taken`()
        throws
    {
        let repository = FilePath(#filePath).removingLastComponent().removingLastComponent()
            .removingLastComponent()
        let text = String(
            decoding: try FileSystem.contents(of: repository.appending("Systemd/gazetted.yaml")),
            as: UTF8.self)
        #expect(try file.parse(text) == DaemonConfiguration())

        // An explanation begins with '# ' and a word; an example has a key, or more blanks where it is a
        // folder's.
        var isInFolders = false
        let examples = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line == "folders: []" {
                isInFolders = true
                return "folders:"
            }
            guard let sign = line.dropFirst().first, line.first == "#" else { return String(line) }
            let isExample = sign.isLetter || (isInFolders && line.hasPrefix("#  "))
            return String(isExample ? line.dropFirst() : line)
        }
        let taken = try file.parse(examples.joined(separator: "\n"))
        var expected = DaemonConfiguration()
        expected.folders = [
            try WatchedFolder(path: "/var/lib/gazette/inbox"),
            try WatchedFolder(
                path: "/srv/news",
                rules: WatchRules(
                    include: ["*.txt", "*.md", "wire/**/*.jsonl"],
                    exclude: ["drafts/", "*.bak", "**/old/*"])),
        ]
        expected.socket = "/run/gazette/gazetted.sock"
        expected.searchSocket = "/run/gazette/search.sock"
        expected.http = HTTPAddress("127.0.0.1:7700")
        expected.httpTokenFile = "/etc/gazette/http-token"
        expected.snapshots = "/backup/gazette"
        expected.drillQueries = ["strategic partner", "date:2020-02 kazakhstan"]
        #expect(taken == expected)
        for key in Self.top.split(separator: ", ") {
            #expect(text.contains("\n\(key):") || text.contains("\n#\(key):"), "\(key)")
        }
    }

    @Test func `every limit has a key`() throws {
        let text = """
            limits: {archive-bytes: 1, member-bytes: 2, archive-members: 3, archive-depth: 4,
              expansion-ratio: 5, seconds: 6, memory-bytes: 300000000}
            """
        var expected = ReadingLimits()
        expected.archiveByteCount = 1
        expected.memberByteCount = 2
        expected.memberCount = 3
        expected.archiveDepth = 4
        expected.expansionRatio = 5
        expected.seconds = 6
        expected.memoryByteCount = 300_000_000
        #expect(try file.parse(text).limits == expected)
    }

    @Test func `of two limits one may be left out`() throws {
        let limits = try file.parse("limits: {article-bytes: 10}").limits
        #expect(limits == ReadingLimits(articleByteCount: 10))
    }

    @Test(
        arguments: [
            ("folder: /srv", "1: there is no key 'folder'; the keys here are \(top)"),
            ("socket: /a\nhttps: x", "2: there is no key 'https'; the keys here are \(top)"),
            (
                "folders:\n  - path: /a\n    followlinks: true",
                "3: there is no key 'followlinks'; the keys here are \(inFolder)"
            ),
            (
                "limits:\n  bytes: 1",
                "2: there is no key 'bytes'; the keys here are article-bytes, document-bytes, archive-bytes, "
                    + "member-bytes, archive-members, archive-depth, expansion-ratio, seconds, memory-bytes"
            ),
            ("folders: /srv", "1: 'folders' must be a list"),
            ("folders:", "1: 'folders' must be a list"),
            ("folders:\n  - /srv", "2: 'a folder' must be keys with values"),
            ("folders:\n  - include: []", "2: 'path' is missing"),
            ("folders:\n  - path: news", "2: 'path' must be an absolute path"),
            ("folders:\n  - path: ~/news", "2: 'path' must be an absolute path"),
            ("folders:\n  - path: [/a]", "2: 'path' must be an absolute path"),
            ("folders:\n  - path: /a\n    include: '*.txt'", "3: 'include' must be a list"),
            ("folders:\n  - path: /a\n    exclude:\n      - [x]", "4: 'exclude' must be a list of patterns"),
            (
                "folders:\n  - path: /a\n    follow-symbolic-links: yes",
                "3: 'follow-symbolic-links' must be true or false"
            ),
            ("folders:\n  - path: /a\n  - path: /b/../a", "3: the folder '/a' is named twice; keep one"),
            ("socket: gazetted.sock", "1: 'socket' must be an absolute path"),
            ("search-socket:", "1: 'search-socket' must be an absolute path"),
            ("snapshots: {}", "1: 'snapshots' must be an absolute path"),
            ("http-access: all", "1: 'http-access' must be search or full"),
            ("http: 7700", "1: 'http' must be HOST:PORT, as 127.0.0.1:7700"),
            ("snapshots: \"/a\\0b\"", "1: 'snapshots' must be an absolute path"),
            ("limits: 10", "1: 'limits' must be keys with values"),
            ("limits:\n  article-bytes: 0", "2: 'article-bytes' must be a number of bytes, 1 to 1000000000"),
            (
                "limits:\n  document-bytes: 64M",
                "2: 'document-bytes' must be a number of bytes, 1 to 1000000000"
            ),
            ("- a", "1: 'the file' must be keys with values"),
            ("text", "1: 'the file' must be keys with values"),
            ("socket: /a\nsocket: /b", "1: 'socket' stands here more than once; keep one"),
        ] as [(String, String)])
    func `a mistake is told with its line and what belongs there`(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try file.parse(text) }
        #expect(error?.description == "/etc/gazette/gazetted.yaml:" + message)
    }

    @Test(arguments: ["folders: [", "a: b: c", "\tsocket: /a", "socket: \"/a", "a: 1\n--- \nb: 2"])
    func `what is no YAML is told to be none`(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try file.parse(text) }
        #expect(error?.description.hasPrefix("/etc/gazette/gazetted.yaml") == true)
        #expect(error?.description.contains("is no YAML: ") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func `the file is read, and one that cannot be says why`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("socket: /a/b\n", to: "gazetted.yaml")
        #expect(try ConfigurationFile(path).read().socket == "/a/b")
        for (path, reason) in [
            (folder.path.appending("none.yaml"), "No such file or directory"),
            (folder.path, "Is a directory"),
        ] {
            let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile(path).read() }
            #expect(error?.description == "\(path): cannot be read: \(reason)")
        }
        let latin = try folder.write([0x23, 0xE9, 0x0A], to: "latin.yaml")
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile(latin).read() }
        #expect(error?.description == "\(latin): is no YAML: it is not text in UTF-8")
    }

    @Test func `a pipe is not waited for`() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path.appending("pipe")
        try FileSystem.makePipe(pipe)
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile(pipe).read() }
        #expect(error?.description == "\(pipe): is no YAML: it is a pipe; write what it gives to a file")
    }

    @Test func `a device without an end is not read to it`() {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile("/dev/zero").read() }
        #expect(error?.description == "/dev/zero: is no YAML: it is larger than 1 MiB")
    }

    private static let top =
        "folders, socket, search-socket, http, http-token-file, http-access, snapshots, drill-queries, limits"
    private static let inFolder = "path, include, exclude, follow-symbolic-links"
}
