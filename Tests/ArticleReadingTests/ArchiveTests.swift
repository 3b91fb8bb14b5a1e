import ArticleReading
import Articles
import SystemPackage
import TestSupport
import Testing

/// Archives that the usual programs made, and what people make to do harm.
@Suite(.timeLimit(.minutes(2))) struct ArchiveTests {
    /// The bytes of the file `out` that a shell makes in a folder with two stories.
    private func made(_ commands: String) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        _ = try folder.write("Trams return\n\nThe first text.", to: "a.txt")
        let lines = #"{"text": "The second text."}"# + "\n" + #"{"text": "The third text."}"#
        _ = try folder.write(lines, to: "sub/b.jsonl")
        let script = "cd '\(folder.path)' && { \(commands); } 2>&1"
        let result = try await Command("/bin/sh", ["-c", script]).run()
        try #require(result.status == .exited(0), "\(result.output)")
        return try FileSystem.contents(of: folder.path.appending("out"))
    }

    @Test(arguments: [
        "tar cf out a.txt sub", "tar czf out a.txt sub", "tar cJf out a.txt sub",
        "tar cf - a.txt sub | bzip2 > out",
        #"python3 -c 'import zipfile as z; f=z.ZipFile("out","w",8); [f.write(n) for n in ["a.txt","sub/b.jsonl"]]'"#,
        "tar cPf out ../$(basename $PWD)/a.txt $PWD/sub/b.jsonl",
    ])
    func `each member of an archive is read by its own name`(commands: String) async throws {
        let bytes = try await made(commands)
        for name in ["news.tar", "news.zip", "news.txt", "news"] {
            let pieces = try pieces(bytes, named: name)
            #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article"])
            #expect(
                pieces.map { $0.member?.split(separator: "/").last } == ["a.txt", "b.jsonl#1", "b.jsonl#2"])
            #expect(pieces.first?.article?.title == "Trams return")
            #expect(ArticleFileReader.needsConfinement(named: name, head: Array(bytes.prefix(512))))
        }
    }

    @Test(arguments: [
        "gzip -c a.txt > out", "xz -c a.txt > out", "bzip2 -c a.txt > out", "gzip -c a.txt | gzip -c > out",
    ])
    func `a compressed file is what is packed in it`(commands: String) async throws {
        let pieces = try pieces(try await made(commands), named: "a.txt.gz")
        #expect(pieces.map(\.outline) == ["0 article"])
        #expect(pieces.first?.article?.title == "Trams return")
    }

    @Test func `an archive in an archive is read, and no more of them than the limit`() async throws {
        let inner = try await made("tar cf in.tar a.txt; tar cf out in.tar sub/b.jsonl")
        #expect(try pieces(inner, named: "a.tar").map(\.outline) == ["1 article", "2 article", "3 article"])
        #expect(
            try pieces(inner, named: "a.tar").map(\.member) == [
                "in.tar#a.txt", "sub/b.jsonl#1", "sub/b.jsonl#2",
            ])
        let deep = try await made(
            "tar cf 1.tar a.txt; for n in 1 2 3 4 5; do tar cf $((n+1)).tar $n.tar; done; mv 6.tar out")
        #expect(try pieces(deep, named: "a.tar").map(\.outline) == ["1 archives_too_deep"])
    }

    @Test func `a member that is refused names itself, and the others are read`() async throws {
        let bytes = try await made(
            #": > empty.txt; printf '\377\330\377' > p.jpg; tar cf out empty.txt p.jpg a.txt"#)
        let pieces = try pieces(bytes, named: "a.tar")
        #expect(pieces.map(\.outline) == ["1 empty_file", "2 unsupported_format", "3 article"])
        #expect(pieces.map(\.member) == ["empty.txt", "p.jpg", "a.txt"])
        guard case .refusal(let refusal, _, _) = pieces[0] else { return }
        #expect(refusal.description.hasPrefix("in 'empty.txt': the file is empty"))
    }

    @Test(arguments: [
        "gzip -c > out", "xz -c > out", "tar cf t --transform s/zero/z.txt/ zero; gzip -c t > out",
    ])
    func `a bomb is refused before it fills the memory`(packing: String) async throws {
        // Not of zeros, which are an empty tar archive.
        let letters = "head -c 60000000 /dev/zero | tr '\\0' a"
        let isTar = packing.hasPrefix("tar")
        let bytes = try await made(isTar ? "\(letters) > zero; \(packing)" : "\(letters) | \(packing)")
        #expect(try pieces(bytes, named: "bomb.gz").map(\.outline) == ["0 expands_too_much"])
    }

    @Test func `a truncated archive keeps what was whole and says that it is damaged`() async throws {
        let gzip = try await made("gzip -c a.txt > out")
        #expect(try pieces(gzip.dropLast(12), named: "a.txt.gz").map(\.outline) == ["0 damaged"])
        let tar = try await made("tar cf out a.txt sub/b.jsonl")
        #expect(try pieces(tar.prefix(1_540), named: "a.tar").map(\.outline) == ["1 article", "2 damaged"])
    }

    @Test func `limits on members are refusals with their names`() async throws {
        let bytes = try await made("tar cf out a.txt sub/b.jsonl")
        var limits = ReadingLimits()
        limits.memberCount = 1
        #expect(
            try pieces(bytes, named: "a.tar", limits: limits).map(\.outline) == [
                "1 article", "2 too_many_members",
            ])
        limits = ReadingLimits()
        limits.memberByteCount = 40
        #expect(
            try pieces(bytes, named: "a.tar", limits: limits).map(\.outline) == [
                "1 article", "2 member_too_large",
            ])
        limits = ReadingLimits()
        limits.archiveByteCount = 100
        #expect(try pieces(bytes, named: "a.tar", limits: limits).map(\.outline) == ["0 file_too_large"])
    }

    @Test func `names that lead out of the archive are names and no paths`() async throws {
        let bytes = try await made("tar cPf out --transform 's,^,../../../../tmp/./,' a.txt")
        let pieces = try pieces(bytes, named: "a.tar")
        #expect(pieces.map(\.outline) == ["1 article"])
        #expect(pieces.map(\.member) == ["tmp/a.txt"])
    }

    @Test func `a name that stands twice, is a number or no line is none`() async throws {
        let bytes = try await made(
            "cp a.txt 7; cp a.txt \"$(printf 'b\\nc.txt')\"; tar cf out a.txt 7 b*; tar rf out a.txt")
        let pieces = try pieces(bytes, named: "a.tar")
        #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article", "4 article"])
        #expect(pieces.map(\.member) == ["a.txt", nil, nil, nil])
    }

    @Test func `an encrypted member is refused`() async throws {
        // A zip archive whose only member has the flag of encryption.
        var bytes = try await made(
            "python3 -c 'import zipfile as z; f=z.ZipFile(\"out\",\"w\"); f.write(\"a.txt\")'")
        bytes[6] |= 1
        #expect(try pieces(bytes, named: "a.zip").map(\.outline) == ["1 encrypted"])
    }
}
