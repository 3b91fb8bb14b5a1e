import Glibc
public import SystemPackage

/// A snapshot that could not be written, read, restored or removed.
public struct SnapshotError: Error, Hashable, Sendable {
    /// What went wrong, one case per thing a caller does differently.
    public enum Reason: Hashable, Sendable {
        /// The bytes of the part that begins at `at` do not have the CRC-32 that is stored for them.
        case checksumMismatch(of: Part, at: Int64, stored: UInt32, computed: UInt32)
        /// The bytes of the part that begins at `at` do not have the SHA-256 that is stored for them.
        case digestMismatch(of: Part, at: Int64)
        /// The snapshot ends after `byteCount` bytes, before its end record.
        case truncated(byteCount: Int64)
        /// Bytes follow the end record, which ends at `at`.
        case unexpectedBytes(at: Int64)
        /// The bytes before `at` are not what a snapshot or a pack has there; the text says how.
        case malformed(String, at: Int64)
        /// The first bytes are not those of a snapshot.
        case notASnapshot
        /// A sound snapshot of a format that came after this program.
        case unknownVersion(UInt32)
        /// A member has a name that could lead out of the folder; see ``SnapshotManifest/isMemberName(_:)``.
        case invalidMemberName(String)
        /// The caller's draft or list of members cannot be written; the text says why.
        case refusedDraft(String)
        /// A member's file was changed while it was read.
        case memberChanged(String)
        /// The store holds no snapshot of that name.
        case noSuchSnapshot(String)
        /// The snapshot is sound, and has no member of that name.
        case noSuchMember(String)
        /// Several snapshots of the store begin with that name.
        case ambiguous(String, [SnapshotID])
        /// The destination of a restore exists and is not a folder.
        case destinationExists
        /// The file that was to be exported to exists.
        case fileExists
        /// The destination of a restore is a folder with something in it.
        case destinationNotEmpty
        /// The destination of a restore is where a file system is mounted, which cannot be replaced.
        case destinationIsMountPoint
        /// `count` of the chunks that the snapshot needs are in no pack of its store; `first` is one of them.
        case missingChunks(count: Int, first: String)
        /// The snapshot is a single file, which shares nothing with others; import it to compare it.
        case notInChunks
        /// Somebody else reads or adds chunks, so that none may be removed now.
        case storeInUse
        /// SQLite could not read the database that was to be copied, for this code and in its own words.
        case sourceFailed(code: Int32, message: String)
        /// The caller's progress function asked to stop.
        case cancelled
        /// The system refused an operation.
        case io(Errno, Operation)
    }

    /// What a checksum covers.
    public enum Part: String, Hashable, Sendable {
        /// The first 24 bytes.
        case header
        /// The manifest behind the header.
        case manifest
        /// A block as it is stored, with its own header.
        case block
        /// The bytes of a block after inflating.
        case blockContent = "content of the block"
        /// The bytes of a whole member.
        case member
        /// The record that ends the file.
        case endRecord = "end record"
        /// All bytes before the end record.
        case wholeFile = "whole file"
        /// The first and the last bytes of a pack, which say what it is.
        case packFrame = "frame of the pack"
        /// The list of a pack's chunks.
        case packIndex = "index of the pack"
        /// A chunk as it is stored.
        case chunk
        /// The bytes of a chunk after inflating.
        case chunkContent = "content of the chunk"
    }

    /// What the system was asked to do.
    public enum Operation: String, Hashable, Sendable {
        /// Open a file.
        case open
        /// Ask for a file's kind and size.
        case inspect
        /// Lock a file against other writers.
        case lock
        /// Read a file.
        case read
        /// Write a file.
        case write
        /// Bring written bytes to the disk.
        case sync
        /// Give a file or folder its final name.
        case rename
        /// Remove a file.
        case remove
        /// Read the names in a folder.
        case list
        /// Make a folder.
        case makeFolder = "make the folder"
        /// Get the memory that zlib and libdeflate need.
        case allocate = "get memory to compress or inflate for"
        /// Begin a thread.
        case startThread = "start a thread for"
    }

    /// Why it failed.
    public let reason: Reason
    /// The snapshot, or the other file or folder that the failed operation was for.
    public let file: FilePath

    /// Describes a failure.
    public init(_ reason: Reason, file: FilePath) {
        self.reason = reason
        self.file = file
    }

    /// Whether the disk could not give back what was written to it: it says so, or the file system's own
    /// checksums do. To be kept out by permissions, or to have no descriptor left, is nothing of the kind.
    public var isOfMedium: Bool {
        guard case .io(let error, let operation) = reason, [.open, .read].contains(operation) else {
            return false
        }
        // EBADMSG and EUCLEAN: what XFS and ext4 say of blocks that fail their checks.
        return error == .ioError || error == .badMessage || error.rawValue == EUCLEAN
    }

    /// Whether what the file held is not to be had from it, whoever is to blame: it is damaged, or its disk
    /// is.
    public var isLoss: Bool { isDamage || isOfMedium }

    /// Whether the file itself is at fault: it will never read well, now or with a later program.
    public var isDamage: Bool {
        switch reason {
        case .checksumMismatch, .digestMismatch, .truncated, .unexpectedBytes, .malformed, .notASnapshot,
            .invalidMemberName, .missingChunks:
            true
        case .unknownVersion, .refusedDraft, .memberChanged, .noSuchSnapshot, .noSuchMember, .ambiguous,
            .destinationExists, .destinationNotEmpty, .destinationIsMountPoint, .fileExists, .storeInUse,
            .notInChunks,
            .sourceFailed, .cancelled, .io:
            false
        }
    }
}

/// Runs `body` and says of the `Errno` that it throws what was being done to which file.
func performing<Result: ~Copyable>(
    _ operation: SnapshotError.Operation,
    on file: FilePath,
    _ body: () throws -> Result
) throws(SnapshotError) -> Result {
    do {
        return try body()
    } catch {
        // `body` calls the system and nothing else, so that each of its errors is an `Errno`.
        throw SnapshotError(.io((error as? Errno) ?? .ioError, operation), file: file)
    }
}
