internal import Glibc
internal import SystemPackage

/// How much of inotify the kernel gives to all programs of one user together.
struct InotifyLimits: Sendable, Equatable {
    /// Folders that are watched (`fs.inotify.max_user_watches`).
    let watches: Int
    /// Programs that watch any (`fs.inotify.max_user_instances`).
    let instances: Int

    /// Those of this machine; `nil` where they cannot be had.
    static func ofThisMachine() -> InotifyLimits? {
        guard let watches = ProcessFile.number("/proc/sys/fs/inotify/max_user_watches"),
            let instances = ProcessFile.number("/proc/sys/fs/inotify/max_user_instances")
        else { return nil }
        return InotifyLimits(watches: watches, instances: instances)
    }

    /// The command that raises both, for good; a daemon that polls then tries again by itself.
    ///
    /// - Parameter folderCount: How many folders there are to watch.
    /// - Returns: The command.
    func raising(for folderCount: Int) -> String {
        let watches = max(folderCount * 2, watches * 2, 524_288)
        let instances = max(instances * 2, 1_024)
        return "printf '%s\\n' fs.inotify.max_user_watches=\(watches) "
            + "fs.inotify.max_user_instances=\(instances) > /etc/sysctl.d/60-gazette.conf && sysctl --system"
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
