public import Articles
import Glibc
public import SystemPackage

/// What stands at a path.
public enum FileKind: Sendable, Equatable {
    /// A regular file.
    case file(FileIdentity)
    /// A folder.
    case folder(FileIdentity)
    /// A symbolic link that is not followed, or leads nowhere.
    case symbolicLink
    /// Something that is never opened.
    case other(SpecialFile)

    /// Looks at `path` without opening it.
    ///
    /// - Parameters:
    ///   - path: Where to look.
    ///   - followsSymbolicLinks: Whether a link at the last name stands for what it leads to.
    /// - Throws: The `Errno` of `lstat`: `noSuchFileOrDirectory` where nothing stands.
    public init(at path: FilePath, followsSymbolicLinks: Bool = false) throws(Errno) {
        self = try FileStatus(at: path, followsSymbolicLinks: followsSymbolicLinks).kind
    }

    /// Says what an open descriptor is of; compared with a path's, it shows whether the file was exchanged.
    ///
    /// - Parameter descriptor: Any open descriptor.
    /// - Throws: The `Errno` of `fstat`.
    public init(of descriptor: FileDescriptor) throws(Errno) {
        self = FileStatus(try Stat(descriptor)).kind
    }

    /// The identity of a file or folder; `nil` for anything else.
    public var identity: FileIdentity? {
        switch self {
        case .file(let identity), .folder(let identity): identity
        case .symbolicLink, .other: nil
        }
    }
}

/// A thing in a folder that is neither file, folder nor link. Its name is fit for a message.
public enum SpecialFile: String, Sendable, CaseIterable {
    /// A FIFO: opening it would wait for its other end.
    case namedPipe = "named pipe"
    /// A Unix socket.
    case socket = "socket"
    /// A device of characters.
    case characterDevice = "character device"
    /// A device of blocks.
    case blockDevice = "block device"
    /// A kind that POSIX does not name.
    case unknown = "special file"
}

extension FileIdentity {
    /// The identity of the regular file at `path`; `nil` where something else stands. Opens nothing.
    ///
    /// - Parameters:
    ///   - path: Where to look.
    ///   - followsSymbolicLinks: Whether a link at the last name stands for what it leads to.
    /// - Returns: The five numbers of `lstat`, or `nil`.
    /// - Throws: The `Errno` of `lstat`: `noSuchFileOrDirectory` where nothing stands.
    public static func ofFile(
        at path: FilePath, followsSymbolicLinks: Bool = false
    ) throws(Errno) -> FileIdentity? {
        guard case .file(let identity) = try FileKind(at: path, followsSymbolicLinks: followsSymbolicLinks)
        else { return nil }
        return identity
    }
}

/// The part of `stat` that the watcher decides by.
struct FileStatus {
    let kind: FileKind
    let linkCount: Int
    let place: FolderPlace

    init(_ status: Stat) {
        let identity = FileIdentity(
            device: UInt64(status.rawValue.st_dev),
            inode: UInt64(status.rawValue.st_ino),
            byteCount: status.size,
            modificationTime: Self.nanoseconds(status.st_mtim),
            changeTime: Self.nanoseconds(status.st_ctim)
        )
        linkCount = status.linkCount
        place = FolderPlace(device: identity.device, inode: identity.inode)
        kind =
            switch status.type {
            case .regular: .file(identity)
            case .directory: .folder(identity)
            case .symbolicLink: .symbolicLink
            case .fifo: .other(.namedPipe)
            case .socket: .other(.socket)
            case .characterSpecial: .other(.characterDevice)
            case .blockSpecial: .other(.blockDevice)
            default: .other(.unknown)
            }
    }

    /// What stands at `path`; a link that leads nowhere is itself.
    init(at path: FilePath, followsSymbolicLinks: Bool) throws(Errno) {
        let status = FileStatus(try Stat(path, followTargetSymlink: false))
        guard followsSymbolicLinks, status.kind == .symbolicLink, let target = try? Stat(path) else {
            self = status
            return
        }
        self.init(target)
    }

    /// Wraps rather than stops on a time beyond the year 2262, which `touch` can set: it still tells two
    /// times apart.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

/// Which folder it is, whatever its path: how loops and exchanged roots are told.
struct FolderPlace: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }

    /// The folder at `path`, links followed.
    ///
    /// - Throws: The `Errno` of `stat`; `notDirectory` where something else stands.
    init(at path: FilePath) throws(Errno) {
        let status = FileStatus(try Stat(path))
        guard case .folder = status.kind else { throw .notDirectory }
        self = status.place
    }
}
