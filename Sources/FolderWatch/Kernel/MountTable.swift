internal import Articles
import Glibc
import SystemPackage

/// What is mounted in the process's mount namespace, and whether that has changed.
///
/// The kernel marks an open `/proc/self/mountinfo` with `POLLPRI` once for each change (proc(5)), so that
/// asking is one call that reads nothing.
struct MountTable: ~Copyable {
    private let descriptor: FileDescriptor

    /// Opens the table; `nil` where `/proc` is not to be had.
    init?() {
        guard
            let opened = try? unsafe FileDescriptor.open(
                "/proc/self/mountinfo", .readOnly, options: .closeOnExec)
        else { return nil }
        descriptor = opened
        _ = hasChanged()
    }

    deinit { try? descriptor.close() }

    /// Whether the table has changed since the last time this was asked.
    borrowing func hasChanged() -> Bool {
        var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLPRI), revents: 0)
        return unsafe poll(&request, 1, 0) > 0
    }

    /// All mounts; those that could be read.
    borrowing func mounts() -> [Mount] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                (try? unsafe descriptor.read(fromAbsoluteOffset: Int64(content.count), into: bytes)) ?? 0
            }
            guard count > 0 else { break }
            content.append(contentsOf: buffer[..<count])
        }
        return content.split(separator: UInt8(ascii: "\n")).compactMap(Mount.init)
    }
}

/// One line of `/proc/self/mountinfo`.
struct Mount: Hashable {
    /// The mount's number, in digits; what is unmounted and mounted again has another.
    let number: [UInt8]
    /// What `stat` calls the device of the files on it, btrfs apart.
    let device: UInt64
    /// Where it is.
    let path: FilePath
    /// The name of the file system, as `ext4` or `fuse.sshfs`.
    let type: String

    /// Takes a line: number, parent's number, device, root, path, options, optional fields, `-`, type, and
    /// more.
    init?(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard fields.count > 6, let end = fields.dropFirst(6).firstIndex(of: [UInt8(ascii: "-")]),
            end + 1 < fields.count
        else { return nil }
        let numbers = String(decoding: fields[2], as: UTF8.self).split(separator: ":").compactMap {
            UInt64($0)
        }
        guard numbers.count == 2 else { return nil }
        number = Array(fields[0])
        device = Self.device(major: numbers[0], minor: numbers[1])
        path = FilePath(bytes: Self.unescape(fields[4]))
        type = String(decoding: fields[end + 1], as: UTF8.self)
    }

    /// Whether others may write to it without this kernel, and so inotify, knowing.
    var isRemote: Bool { Self.remoteTypes.contains(type) || type.hasPrefix("fuse.") }

    private static let remoteTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "fuse", "virtiofs", "9p", "ceph", "afs", "coda",
        "ocfs2",
        "gfs2", "lustre", "beegfs", "gpfs", "orangefs", "vboxsf", "vmhgfs", "prl_fs",
    ]

    /// `gnu_dev_makedev` of glibc's `<bits/sysmacros.h>`: twelve and eight low bits, then the high ones.
    private static func device(major: UInt64, minor: UInt64) -> UInt64 {
        (major & 0xFFF) << 8 | (major & 0xFFFF_F000) << 32 | minor & 0xFF | (minor & 0xFFFF_FF00) << 12
    }

    /// Blanks, tabs, line ends and backslashes stand as `\` and three octal digits.
    private static func unescape(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == UInt8(ascii: "\\"), digits.count == 3,
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) })
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 - UInt8(ascii: "0")) })
            rest.removeFirst(3)
        }
        return bytes
    }
}
