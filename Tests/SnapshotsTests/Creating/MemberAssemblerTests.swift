@testable import Snapshots
import SystemPackage
import Testing
import TestSupport

/// The order in which pages may come. No database that a test could afford has all of these.
@Suite struct MemberAssemblerTests {
    static let piece = ChunkPipeline.pieceByteCount

    /// Feeds parts of a file; returns the sizes that were refused, or the manifest's member.
    static func assemble(
        _ parts: [(offset: Int, count: Int)], byteCount: Int, isDatabase: Bool = false
    ) throws -> [UInt8]? {
        let test = try TestStore()
        var creation = try test.store.begin()
        var assembler = MemberAssembler(isDatabase: isDatabase)
        try creation.begin("a")
        for (offset, count) in parts {
            let bytes = Self.bytes(offset, count)
            guard try creation.append(bytes, at: Int64(offset), with: &assembler) else { return nil }
        }
        guard try creation.end("a", Int64(byteCount), with: &assembler) else { return nil }
        let listing = try creation.finish(DatabaseMemberTests.draft)
        _ = try test.store.open(listing.id).restore(to: test.folder.path.appending("restored"))
        return try TestFiles.read(test.folder.path.appending("restored/a"))
    }

    static func bytes(_ offset: Int, _ count: Int) -> [UInt8] {
        (offset..<offset + count).map { UInt8(truncatingIfNeeded: $0 / 8_192 &+ 1) }
    }

    @Test func `a first page that comes last, and parts over the borders of pieces`() throws {
        let size = 3 * Self.piece + 8_192
        let parts = [(8_192, Self.piece), (Self.piece + 8_192, 2 * Self.piece), (0, 8_192)]
        #expect(try Self.assemble(parts, byteCount: size) == Self.bytes(0, size))
    }

    @Test func `what never comes is zero`() throws {
        // SQLite leaves out the page of its lock bytes.
        let size = 2 * Self.piece
        let parts = [(0, Self.piece + 16_384), (Self.piece + 24_576, Self.piece - 24_576)]
        var expected = Self.bytes(0, size)
        for index in Self.piece + 16_384..<Self.piece + 24_576 { expected[index] = 0 }
        #expect(try Self.assemble(parts, byteCount: size) == expected)
        #expect(
            try Self.assemble([], byteCount: 3 * Self.piece) == [UInt8](repeating: 0, count: 3 * Self.piece))
    }

    @Test func `bytes that come twice or much too early are refused`() throws {
        #expect(try Self.assemble([(0, Self.piece), (0, 8_192)], byteCount: Self.piece) == nil)
        #expect(try Self.assemble([(9 * Self.piece, 8_192)], byteCount: 10 * Self.piece) == nil)
        #expect(try Self.assemble([(Self.piece, 8_192)], byteCount: 8_192) == nil)
    }

    @Test(arguments: [(2, 1), (1, 1), (0, 0), (3, 3)] as [(UInt8, UInt8)])
    func `only the mark of WAL mode is changed`(stored: UInt8, restored: UInt8) throws {
        let test = try TestStore()
        var bytes = [UInt8](repeating: 2, count: 4_096)
        bytes.replaceSubrange(18..<20, with: [stored, stored])
        var creation = try test.store.begin()
        var assembler = MemberAssembler(isDatabase: true)
        try creation.begin("a")
        _ = try creation.append(bytes, at: 0, with: &assembler)
        _ = try creation.end("a", 4_096, with: &assembler)
        let listing = try creation.finish(DatabaseMemberTests.draft)
        _ = try test.store.open(listing.id).restore(to: test.folder.path.appending("restored"))
        bytes.replaceSubrange(18..<20, with: [restored, restored])
        #expect(try TestFiles.read(test.folder.path.appending("restored/a")) == bytes)
    }
}
