internal import Glibc
internal import SystemPackage

/// Whether the disk of the state directory has room.
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
            "gazette snapshot prune --keep 3; du -xh \(ShellWord.quoted(state.string)) | sort -h | tail"
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
    static func ofThisMachine(state: FilePath?) -> [Finding] {
        guard let state else { return [] }
        var figures = statvfs()
        guard unsafe state.withPlatformString({ unsafe statvfs($0, &figures) }) == 0 else {
            return [
                .warning(check, "there is no state directory \(state) yet; gazetted makes it", remedy: nil)
            ]
        }
        return DiskCheck(
            state: state, freeBytes: Int(figures.f_bavail) * Int(figures.f_frsize),
            totalBytes: Int(figures.f_blocks) * Int(figures.f_frsize),
            isReadOnly: figures.f_flag & UInt(ST_RDONLY) != 0
        ).findings()
    }
}
