internal import GazetteAPI
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Whether the kernel lets the daemon watch as many folders as there are.
struct WatchLimitCheck {
    private static let check = "watches"
    private static let setting = "fs.inotify.max_user_watches"

    /// How many folders one user may watch.
    let limit: Int
    /// How many there are.
    let folderCount: Int

    func findings() -> [Finding] {
        // Other programs of the user watch folders, too.
        guard folderCount * 10 > limit * 8 else {
            return [.ok(Self.check, "\(folderCount) folders to watch, and \(limit) may be watched")]
        }
        let enough = max(folderCount * 2, 524_288)
        let isOver = folderCount > limit
        let message =
            "\(folderCount) folders to watch, and the kernel permits \(limit) to a user"
            + (isOver ? ": new files in the others are found late" : "")
        let remedy =
            "echo \(Self.setting)=\(enough) > /etc/sysctl.d/60-gazette.conf && sysctl --system"
        return [
            isOver
                ? .failure(Self.check, message, remedy: remedy)
                : .warning(Self.check, message, remedy: remedy)
        ]
    }

    /// The check with the figures of this machine; none where they cannot be had.
    static func ofThisMachine(folders: [StatusResponse.Folder]) async -> [Finding] {
        guard let limit = ProcessFile.number("/proc/sys/fs/inotify/max_user_watches") else { return [] }
        var count = 0
        for folder in folders where folder.mode != "offline" {
            guard
                let dots = await Program.output(
                    of: .name("find"), [folder.path, "-type", "d", "-printf", "."])
            else { continue }
            count += dots.utf8.count
        }
        return WatchLimitCheck(limit: limit, folderCount: count).findings()
    }
}

/// Files of the kernel that hold one number.
enum ProcessFile {
    static func number(_ path: FilePath) -> Int? {
        guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: 64)
        guard let count = unsafe try? bytes.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }) else {
            return nil
        }
        return Int(String(decoding: bytes.prefix(count), as: UTF8.self).filter { !$0.isWhitespace })
    }
}
