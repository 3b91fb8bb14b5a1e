import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

@Suite struct GlobPatternTests {
    @Test(arguments: [
        ("*.txt", "a.txt", true), ("*.txt", "deep/er/a.txt", true), ("*.txt", "a.txt.md", false),
        ("a?c", "abc", true), ("a?c", "aéc", true), ("a?c", "a/c", false), ("[a-c]x", "bx", true),
        ("[!a-c]x", "bx", false), ("[а-я]x", "жx", true), ("[]x]", "]", true), ("[a", "[a", true),
        ("\\*", "*", true), ("\\*", "a", false), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
        ("wire/*.txt", "wire/a.txt", true), ("wire/*.txt", "wire/old/a.txt", false),
        ("wire/*.txt", "x/wire/a.txt", false), ("/a.txt", "a.txt", true), ("/a.txt", "x/a.txt", false),
        ("wire/**", "wire/old/a.txt", true), ("**/old/*", "old/a", true), ("**/old/*", "x/y/old/a", true),
        ("**/old/*", "x/y/old/z/a", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
        ("a/**/b/**/c", "a/b/x/b/y/c", true), ("drafts/", "drafts", false), ("", "a", false),
        ("**", "a/b", true),
    ])
    func `a pattern takes what its characters say`(pattern: String, path: FilePath, isTaken: Bool) {
        let names = FilePath("/").appending(path.components).names(below: "/") ?? []
        #expect(GlobPattern(pattern).matches(names, isFolder: false) == isTaken)
    }

    @Test func `bytes that are no UTF-8 are one character each and in no range`() {
        let names = [[0x61, 0xFF, 0x62][...]] as [ArraySlice<UInt8>]
        #expect(GlobPattern("a?b").matches(names, isFolder: false))
        #expect(!GlobPattern("a[\u{1}-\u{10FFFF}]b").matches(names, isFolder: false))
    }

    @Test(.timeLimit(.hang)) func `a pattern of many stars is decided quickly`() {
        let name = [UInt8](repeating: UInt8(ascii: "a"), count: 255)[...]
        let pattern = GlobPattern(String(repeating: "*a", count: 100) + "b")
        #expect(!pattern.matches([name], isFolder: false))
    }
}

@Suite struct WatchRulesTests {
    static let rules = WatchRules(
        include: ["*.txt", "wire/"], exclude: ["drafts", "wire/tmp/**", "*.no.txt"])

    @Test(
        arguments: [
            ("a.txt", false, .admitted), ("a.md", false, .notIncluded), ("wire/a.md", false, .admitted),
            ("wire/deep/a.md", false, .admitted), ("wire", false, .notIncluded), ("x", true, .admitted),
            ("drafts", true, .excluded(pattern: "drafts")),
            ("x/drafts/a.txt", false, .excluded(pattern: "drafts")),
            ("wire/tmp/a.txt", false, .excluded(pattern: "wire/tmp/**")),
            ("a.no.txt", false, .excluded(pattern: "*.no.txt")), (".a.txt", false, .hidden),
            (".x/a.txt", false, .hidden), ("a.txt~", false, .temporary(pattern: "*~")),
            ("A.PART", false, .temporary(pattern: "*.part")), ("x.part", true, .admitted),
            ("", true, .admitted),
        ] as [(FilePath, Bool, RuleVerdict)])
    func `a verdict names what decides`(path: FilePath, isFolder: Bool, verdict: RuleVerdict) {
        #expect(Self.rules.verdict(on: path, isFolder: isFolder) == verdict)
    }

    @Test func `changed patterns hold at once`() {
        var rules = WatchRules()
        rules.exclude = ["*.md"]
        #expect(rules.verdict(on: "a.md", isFolder: false) == .excluded(pattern: "*.md"))
        rules.exclude = []
        #expect(rules.verdict(on: "a.md", isFolder: false) == .admitted)
    }
}

@Suite struct WatchedFoldersTests {
    @Test(arguments: [("/news", "/news"), ("/news/", "/news/../news/./")])
    func `one path twice is an error that names it`(first: FilePath, second: FilePath) throws {
        let folders = [try WatchedFolder(path: first), try WatchedFolder(path: second)]
        #expect(throws: FolderWatchError(reason: .sameFolderTwice, folder: "/news")) {
            try WatchedFolders(folders)
        }
    }

    @Test func `a path that is not absolute is an error that says what to do`() {
        let error = #expect(throws: FolderWatchError.self) { try WatchedFolder(path: "news") }
        #expect(error?.description == "watched folder 'news' is not an absolute path; write it from '/' on")
    }

    static let nested =
        [
            ("/news/a.txt", "/news"), ("/news/kz/a.txt", "/news/kz"), ("/news/kz/a.md", "/news"),
            ("/news/.b/a.txt", "/news/.b"), ("/news/.c/a.txt", nil), ("/newspaper/a.txt", nil),
            ("/news/state/index", nil), ("/news/state/inbox/a.txt", "/news/state/inbox"),
            ("/news/state", nil),
        ] as [(FilePath, FilePath?)]

    @Test(arguments: nested)
    func `a path belongs to the deepest folder whose rules admit it`(path: FilePath, owner: FilePath?) throws
    {
        let folders = try WatchedFolders(
            [
                WatchedFolder(path: "/news"),
                WatchedFolder(path: "/news/kz", rules: WatchRules(include: ["*.txt"])),
                WatchedFolder(path: "/news/.b"), WatchedFolder(path: "/news/state/inbox"),
            ], excludedPaths: ["/news/state"])
        #expect(folders.owner(of: path)?.path == owner)
    }

    @Test func `the root of the file system can be watched`() throws {
        let folders = try WatchedFolders([WatchedFolder(path: "/")])
        #expect(folders.owner(of: "/a/b")?.path == "/")
        #expect(folders.owner(of: "/a/.b") == nil)
    }
}
