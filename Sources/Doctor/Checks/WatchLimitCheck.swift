internal import GazetteAPI
internal import Subprocess
internal import SystemPackage

/// Whether the kernel lets the daemon watch as many folders as there are.
struct WatchLimitCheck {
    private static let check = "watches"

    let limits: InotifyLimits
    /// How many folders there are.
    let folderCount: Int

    func findings() -> [Finding] {
        let limit = limits.watches
        // Other programs of the user watch folders, too.
        guard folderCount * 10 > limit * 8 else {
            return [.ok(Self.check, "\(folderCount) folders to watch, and \(limit) may be watched")]
        }
        let isOver = folderCount > limit
        let message =
            "\(folderCount) folders to watch, and the kernel permits \(limit) to a user"
            + (isOver ? ": new files in the others are found late" : "")
        let remedy = limits.raising(for: folderCount)
        return [
            isOver
                ? .failure(Self.check, message, remedy: remedy)
                : .warning(Self.check, message, remedy: remedy)
        ]
    }

    /// How many folders are below the watched ones, as far as who asks can see.
    static func folderCount(_ folders: [StatusResponse.Folder]) async -> Int {
        var count = 0
        for folder in folders where folder.mode != "offline" {
            guard
                let dots = await Program.output(
                    of: .name("find"), [folder.path, "-type", "d", "-printf", "."])
            else { continue }
            count += dots.utf8.count
        }
        return count
    }
}
