import ArticleReading
import Articles
import SystemPackage
import TestSupport
import Testing

/// Archives that the usual programs made, and what people make to do harm.
@Suite(.timeLimit(.hang)) struct ArchiveTests {
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

    /// Three stories, stored or packed, by the program of Python.
    private static let zip =
        "import zipfile,io; b=io.BytesIO(); f=zipfile.ZipFile(b,'w',METHOD); "
        + "[f.writestr(f'm{n}.txt', f'Story {n}\\n\\nText {n}.') for n in (1,2,3)]; f.close(); b=b.getvalue()"

    private func zip(_ method: Int, _ rest: String) async throws -> [UInt8] {
        let program = Self.zip.replacing("METHOD", with: String(method)) + "; " + rest
        return try await made("python3 -c \"\(program); open('out','wb').write(b)\"")
    }

    @Test(
        arguments: [
            ("b=b[:-22]", 3), ("b=b[:-21]", 3), ("b=b[:b.find(b'PK\\1\\2')]", 3),
            ("b=b[:b.find(b'PK\\1\\2')+30]", 3),
            ("b=b[:b.find(b'm3.txt')+3]", 2), ("b=b[:b.find(b'm3.txt')+8]", 2), ("b=b[:-22]+bytes(70000)", 3),
        ])
    func `a zip archive that is cut short gives what is whole, and says where it ends`(
        cut: String, whole: Int
    ) async throws {
        for method in [0, 8] {
            let bytes = try await zip(method, cut)
            let pieces = try pieces(bytes, named: "a.zip")
            let articles = (1...whole).map { "\($0) article" }
            #expect(pieces.map(\.outline) == articles + ["\(whole + 1) damaged"], "method \(method)")
            guard case .refusal(let refusal, _, nil)? = pieces.last else {
                Issue.record("no refusal of the archive itself")
                continue
            }
            #expect(
                refusal.description
                    == "the archive is damaged or not whole (it is cut short at byte \(bytes.count), behind "
                    + "'m\(whole).txt'); copy it again")
        }
    }

    @Test func `the end of an archive within a cut one is not taken for its own`() async throws {
        let nested =
            "o=io.BytesIO(); g=zipfile.ZipFile(o,'w'); g.writestr('first.txt','First\\n\\nA text.'); "
            + "g.writestr('in.zip',b); g.writestr('last.txt','Last\\n\\nA text.'); g.close(); o=o.getvalue()"
        let whole = try await zip(8, nested + "; b=o")
        #expect(try pieces(whole, named: "a.zip").map(\.outline) == (1...5).map { "\($0) article" })
        let cut = try await zip(8, nested + "; b=o[:o.find(b'last.txt')]")
        let read = try pieces(cut, named: "a.zip")
        #expect(read.map(\.member) == ["first.txt", "in.zip#m1.txt", "in.zip#m2.txt", "in.zip#m3.txt", nil])
        #expect(read.map(\.outline).last == "5 damaged")
    }

    @Test(
        arguments: [
            "b=b[:-2]+bytes([5,0])+b'notes'", "b=b+bytes(1000)",
            "o=io.BytesIO(); g=zipfile.ZipFile(o,'w'); h=[]\nfor n in (1,2,3):\n with g.open(f'm{n}.txt','w',force_zip64=True) as m: m.write(b'A story. A text.')\ng.close(); b=o.getvalue()",
        ])
    func `a comment and what follows the end make no archive a cut one`(change: String) async throws {
        #expect(
            try pieces(try await zip(8, change), named: "a.zip").map(\.outline)
                == (1...3).map { "\($0) article" })
    }

    @Test func `a tar archive that ends behind a member tells that its end is missing`() async throws {
        let tar = try await made("tar cf out a.txt sub/b.jsonl")
        // Headers and contents of one block each.
        #expect(
            try pieces(tar.prefix(2_048), named: "a.tar").map(\.outline) == [
                "1 article", "2 article", "3 article", "4 damaged",
            ])
        #expect(try pieces(tar.prefix(2_560), named: "a.tar").count == 3)
    }

    @Test(arguments: [0.1, 0.5, 0.8, 0.97])
    func `of a packed tar archive that is cut short each member is taken that is whole`(part: Double)
        async throws
    {
        // Letters that cannot be packed, in members of every length up to 4 KiB; and how many gzip and tar
        // unpack whole.
        let script = """
            python3 -c "import random; r=random.Random(5)
            for n in range(100,160): open(f's{n}.txt','w').write('Story '+'%x'%r.getrandbits(r.randrange(100,16000)))"
            tar cf t s*.txt; gzip -c t > g; head -c $(($(stat -c %s g) * \(Int(part * 100)) / 100)) g > out
            mkdir u; gzip -dcq out 2>/dev/null | tar xf - -C u 2>/dev/null || true
            """
        let cut = try await made(script)
        let count = try await made(
            script + "\nn=0; for f in u/*; do cmp -s $f ${f#u/} && n=$((n+1)); done; printf $n > out")
        let whole = try #require(Int(String(decoding: count, as: UTF8.self)))
        let pieces = try pieces(cut, named: "a.tar.gz")
        #expect(whole > 3)
        #expect(pieces.dropLast().count >= whole)
        #expect(pieces.dropLast().allSatisfy { $0.outline.hasSuffix(" article") })
        #expect(pieces.map(\.member).dropLast() == (0..<pieces.count - 1).map { "s\(100 + $0).txt" })
        #expect(pieces.last?.outline == "\(pieces.count) damaged")
        guard case .refusal(let refusal, _, _)? = pieces.last else { return }
        #expect(refusal.description.contains("behind 's\(100 + pieces.count - 2).txt'"))
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
