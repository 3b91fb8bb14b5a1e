internal import SystemPackage

/// A look into the file that SQLite writes committed pages to before they reach the database.
///
/// By SQLite's description of the format (https://sqlite.org/fileformat2.html#walformat). A file is written
/// again from its beginning once all that it has is in the database; what was written since then has the same
/// two salts as the header.
///
/// The file is opened and closed for each look: SQLite's locks are on another file, and it may make this one
/// anew.
struct WriteAheadLog: ~Copyable {
    /// What the file's header and the frames that count have in common.
    struct Generation: Equatable, Sendable {
        fileprivate let salts: UInt64
    }

    /// What stands before a page.
    struct Frame {
        /// From 1.
        let page: UInt32
        /// Whether a transaction ends with it.
        let isCommit: Bool
    }

    /// The file has something else in it.
    private struct UnknownFormat: Error {}

    private static let headerByteCount = 32
    private static let frameHeaderByteCount = 24
    /// The last bit tells the byte order of checksums, which are not looked at.
    private static let magic: UInt32 = 0x377f_0682

    private let file: FileDescriptor
    private let pageByteCount: Int

    /// - Throws: `Errno`, also where there is no such file.
    init(of database: FilePath, pageByteCount: Int) throws {
        file = try FileDescriptor.open(
            FilePath(database.string + "-wal"), .readOnly, options: [.closeOnExec, .noFollow])
        self.pageByteCount = pageByteCount
    }

    deinit { try? file.close() }

    /// What is being written; `nil` where nothing is, as before the first commit.
    ///
    /// - Throws: `Errno`, and where it is no log of such pages.
    func generation() throws -> Generation? {
        guard let header = try bytes(Self.headerByteCount, at: 0) else { return nil }
        guard header.bigEndian(at: 0) & ~1 == Self.magic, header.bigEndian(at: 8) == pageByteCount else {
            throw UnknownFormat()
        }
        return Generation(salts: header.salts(at: 16))
    }

    /// The frame with that number, from 0; `nil` where none of this generation is there.
    func frame(_ number: Int, of generation: Generation) throws -> Frame? {
        guard let header = try bytes(Self.frameHeaderByteCount, at: offset(of: number)),
            header.salts(at: 8) == generation.salts
        else { return nil }
        return Frame(page: header.bigEndian(at: 0), isCommit: header.bigEndian(at: 4) != 0)
    }

    /// Reads the page behind a frame; `false` where another page, or another generation, has its place by
    /// now. What is in `bytes` then means nothing.
    func read(
        _ page: UInt32, at number: Int, of generation: Generation, into bytes: UnsafeMutableRawBufferPointer
    ) throws -> Bool {
        let start = offset(of: number) + Int64(Self.frameHeaderByteCount)
        guard unsafe try file.read(fromAbsoluteOffset: start, into: bytes) == bytes.count else {
            return false
        }
        // Only now: SQLite writes a frame's header before its page.
        return try frame(number, of: generation)?.page == page
    }

    private func offset(of frame: Int) -> Int64 {
        Int64(Self.headerByteCount) + Int64(frame) * Int64(Self.frameHeaderByteCount + pageByteCount)
    }

    private func bytes(_ count: Int, at offset: Int64) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let taken = unsafe try bytes.withUnsafeMutableBytes {
            unsafe try file.read(fromAbsoluteOffset: offset, into: $0)
        }
        return taken == count ? bytes : nil
    }
}

extension [UInt8] {
    fileprivate func bigEndian(at offset: Int) -> UInt32 {
        self[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    fileprivate func salts(at offset: Int) -> UInt64 {
        UInt64(bigEndian(at: offset)) << 32 | UInt64(bigEndian(at: offset + 4))
    }
}
