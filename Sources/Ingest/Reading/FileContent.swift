internal import ArticleReading
internal import Articles
internal import Crypto
internal import FolderWatch
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// An open file that is being taken in, closed exactly once.
final class FileContent {
    /// 256 KiB: large enough that calls cost nothing, small enough for the processor's cache.
    static let chunkByteCount = 256 << 10

    let descriptor: FileDescriptor
    /// What `fstat` said when it was opened.
    let identity: FileIdentity

    /// Opens a regular file.
    ///
    /// `O_NONBLOCK` keeps a FIFO that took the file's place between `lstat` and `open` from holding the
    /// reader.
    ///
    /// - Throws: The `Errno` of `open`; `notSupported` when it is no regular file.
    init(_ path: FilePath, followsSymbolicLinks: Bool) throws(Errno) {
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsSymbolicLinks ? 0 : O_NOFOLLOW)
        let raw = unsafe path.withPlatformString { unsafe open($0, flags) }
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        let descriptor = FileDescriptor(rawValue: raw)
        do throws(Errno) {
            guard case .file(let identity) = try FileKind(of: descriptor) else { throw .notSupported }
            self.descriptor = descriptor
            self.identity = identity
        } catch {
            _ = Glibc.close(raw)
            throw error
        }
    }

    deinit { _ = Glibc.close(descriptor.rawValue) }

    /// Whether the file is still what it was when it was opened.
    func isUnchanged() throws(Errno) -> Bool {
        guard case .file(let now) = try FileKind(of: descriptor) else { return false }
        return now.byteCount == identity.byteCount && now.modificationTime == identity.modificationTime
    }

    /// The next bytes from `offset` on; empty at the end.
    ///
    /// - Throws: The `Errno` of `pread`.
    func chunk(at offset: Int64, byteCount: Int = chunkByteCount) throws(Errno) -> [UInt8] {
        var failure: Errno?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            while true {
                let read = unsafe pread(descriptor.rawValue, buffer.baseAddress, buffer.count, off_t(offset))
                if read >= 0 {
                    count = read
                    return
                }
                if errno != EINTR {
                    failure = Errno(rawValue: errno)
                    return
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// All bytes, for a file that is small.
    ///
    /// - Throws: The `Errno` of `pread`.
    func wholeBytes() throws(Errno) -> [UInt8] {
        // One byte more than there should be shows a file that has grown. A read that ends early is not yet
        // the end.
        let expected = Int(identity.byteCount)
        var bytes = try chunk(at: 0, byteCount: expected + 1)
        while !bytes.isEmpty, bytes.count < expected {
            let more = try chunk(at: Int64(bytes.count))
            if more.isEmpty { break }
            bytes += more
        }
        return bytes
    }

    /// The SHA-256 of all bytes, read chunk by chunk; `nil` when the reading was stopped or there are more
    /// bytes by now: a file that is written as fast as it is read has no end.
    ///
    /// - Throws: The `Errno` of `pread`.
    func digest(unless isStopping: () -> Bool) throws(Errno) -> [UInt8]? {
        var hasher = SHA256()
        var offset: Int64 = 0
        while true {
            // A file of many gigabytes must not keep the daemon from stopping.
            if isStopping() { return nil }
            let bytes = try chunk(at: offset)
            if bytes.isEmpty { return Array(hasher.finalize()) }
            hasher.update(data: bytes)
            offset += Int64(bytes.count)
            if offset > identity.byteCount { return nil }
        }
    }
}

/// Gives the reader of formats the bytes of an open file, hashing them again on the way: a file that was
/// changed between the two readings shows by its hash.
struct FileContentSource: ByteSource {
    private let content: FileContent
    private var offset: Int64 = 0
    private var hasher = SHA256()

    init(_ content: FileContent) { self.content = content }

    mutating func nextChunk() throws -> [UInt8]? {
        // No further than it was when it was hashed; that it has grown shows afterwards.
        guard offset < content.identity.byteCount else { return nil }
        let bytes = try content.chunk(at: offset)
        guard !bytes.isEmpty else { return nil }
        hasher.update(data: bytes)
        offset += Int64(bytes.count)
        return bytes
    }

    /// The SHA-256 of the bytes given out so far.
    var digest: [UInt8] { Array(hasher.finalize()) }
}
