import Glibc
import SystemPackage

/// One record of inotify's queue.
///
/// As the kernel writes it (`struct inotify_event`, inotify(7)), all numbers in the machine's byte order:
///
/// | offset | bytes | what |
/// | --- | --- | --- |
/// | 0 | 4 | `wd`: the watch descriptor, signed; −1 with an overflow |
/// | 4 | 4 | `mask`: what happened |
/// | 8 | 4 | `cookie`: equal in both halves of a rename, else 0 |
/// | 12 | 4 | `len`: the length of the name with the zero bytes after it; 0 for the folder itself |
/// | 16 | `len` | the name |
struct KernelEvent: Equatable {
    /// What happened, the bits of `<sys/inotify.h>`.
    struct Mask: OptionSet {
        let rawValue: UInt32

        static let attributes = Mask(rawValue: UInt32(IN_ATTRIB))
        static let closedAfterWriting = Mask(rawValue: UInt32(IN_CLOSE_WRITE))
        static let movedFrom = Mask(rawValue: UInt32(IN_MOVED_FROM))
        static let movedTo = Mask(rawValue: UInt32(IN_MOVED_TO))
        static let created = Mask(rawValue: UInt32(IN_CREATE))
        static let deleted = Mask(rawValue: UInt32(IN_DELETE))
        static let selfDeleted = Mask(rawValue: UInt32(IN_DELETE_SELF))
        static let selfMoved = Mask(rawValue: UInt32(IN_MOVE_SELF))
        static let unmounted = Mask(rawValue: UInt32(IN_UNMOUNT))
        static let queueOverflow = Mask(rawValue: UInt32(IN_Q_OVERFLOW))
        static let watchGone = Mask(rawValue: UInt32(IN_IGNORED))
        static let isFolder = Mask(rawValue: UInt32(IN_ISDIR))

        /// Everything the watcher asks for. `IN_MODIFY` is not among it: a file counts when it is closed, and
        /// a growing one would fill the queue.
        static let asked: Mask = [
            .attributes, .closedAfterWriting, .movedFrom, .movedTo, .created, .deleted, .selfDeleted,
            .selfMoved,
        ]
    }

    var descriptor: Int32
    var mask: Mask
    var cookie: UInt32 = 0
    /// The name in the watched folder; `nil` where the event is about the folder itself.
    var name: FilePath.Component?

    /// The bytes of a record before its name.
    static let headerByteCount = 16

    /// Takes the records in `bytes`, up to the first that is not whole.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [KernelEvent] {
        var events: [KernelEvent] = []
        var rest = bytes
        while let (event, byteCount) = first(in: rest) {
            events.append(event)
            rest = rest.dropFirst(byteCount)
        }
        return events
    }

    private static func first(in bytes: ArraySlice<UInt8>) -> (KernelEvent, byteCount: Int)? {
        guard bytes.count >= headerByteCount else { return nil }
        let (descriptor, mask, cookie, length) = unsafe bytes.withUnsafeBytes { header in
            unsafe (
                header.loadUnaligned(as: Int32.self),
                header.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                header.loadUnaligned(fromByteOffset: 8, as: UInt32.self),
                header.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
            )
        }
        let byteCount = headerByteCount + Int(length)
        guard bytes.count >= byteCount else { return nil }
        let field = bytes.dropFirst(headerByteCount).prefix(Int(length)).prefix { $0 != 0 }
        let name = unsafe FilePath.Component(platformString: field.map { CChar(bitPattern: $0) } + [0])
        return (
            KernelEvent(descriptor: descriptor, mask: Mask(rawValue: mask), cookie: cookie, name: name),
            byteCount
        )
    }
}
