internal import Glibc
internal import SystemPackage

/// Whether the disk of the state directory, or of snapshots that are kept elsewhere, has room.
struct DiskCheck {
    private static let check = "disk"
    /// What a commit, a merge of segments and a snapshot may take on the way.
    private static let neededBytes = 256 << 20
    private static let comfortableShare = 0.05

    let state: FilePath
    /// Bytes that an ordinary user may still write, and all there are.
    let freeBytes: Int
    let totalBytes: Int
    let isReadOnly: Bool
    /// What a command needs to ask the same archive.
    var options = ""

    func findings() -> [Finding] {
        let mebibytes = freeBytes >> 20
        if isReadOnly {
            return [
                .failure(
                    Self.check, "\(state) is on a file system that is mounted read-only",
                    remedy:
                        "mount -o remount,rw \"$(stat -c %m \(ShellWord.quoted(state.string)))\""
                )
            ]
        }
        let remedy =
            "gazette snapshot prune --keep 3\(options); du -xh \(ShellWord.quoted(state.string)) | sort -h | tail"
        if freeBytes < Self.neededBytes {
            return [.failure(Self.check, "only \(mebibytes) MiB are free for \(state)", remedy: remedy)]
        }
        if Double(freeBytes) < Double(totalBytes) * Self.comfortableShare {
            return [
                .warning(
                    Self.check, "the disk of \(state) is more than 95 % full: \(mebibytes) MiB are free",
                    remedy: remedy)
            ]
        }
        return [.ok(Self.check, "\(mebibytes) MiB are free for \(state)")]
    }

    /// The check with the figures of this machine.
    static func ofThisMachine(_ folder: FilePath, asker: Asker) -> [Finding] {
        var figures = statvfs()
        guard unsafe folder.withPlatformString({ unsafe statvfs($0, &figures) }) == 0 else {
            return [unknown(folder, Errno(rawValue: errno), asker)]
        }
        return DiskCheck(
            state: folder, freeBytes: Int(figures.f_bavail) * Int(figures.f_frsize),
            totalBytes: Int(figures.f_blocks) * Int(figures.f_frsize),
            isReadOnly: figures.f_flag & UInt(ST_RDONLY) != 0, options: asker.options
        ).findings()
    }

    private static func unknown(_ folder: FilePath, _ error: Errno, _ asker: Asker) -> Finding {
        error == .noSuchFileOrDirectory
            ? .warning(check, "there is no folder \(folder) yet; gazetted makes it", remedy: nil)
            : .warning(
                check, "it is not known how much is free for \(folder): \(error)",
                remedy: asker.looking(as: "gazette", at: folder))
    }
}
