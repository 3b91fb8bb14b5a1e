internal import Articles
import SystemPackage

/// Decides when a file that was made, and that nobody is seen to close, has been quiet long enough to count.
///
/// A writer elsewhere on the network or `linkat` of a nameless file leads to no close that inotify reports.
struct SettleWindow<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
    /// What must stand still.
    struct Sight: Equatable, Sendable {
        let byteCount: Int64
        let modificationTime: Int64
    }

    private struct Waiting: Sendable {
        var sight: Sight
        var since: Instant
    }

    /// The most files that wait; one more is not taken in, and counts at once.
    static var capacity: Int { 16_384 }

    let quietPeriod: Duration
    private var waiting: [FilePath: Waiting] = [:]

    init(quietPeriod: Duration) { self.quietPeriod = quietPeriod }

    var isEmpty: Bool { waiting.isEmpty }

    func contains(_ path: FilePath) -> Bool { waiting[path] != nil }

    /// Takes a file in, or takes note of how it looks now.
    ///
    /// - Returns: `false` when there is no room: the file is to count now.
    mutating func saw(_ path: FilePath, _ sight: Sight, at now: Instant) -> Bool {
        if let known = waiting[path] {
            if known.sight != sight { waiting[path] = Waiting(sight: sight, since: now) }
            return true
        }
        guard waiting.count < Self.capacity else { return false }
        waiting[path] = Waiting(sight: sight, since: now)
        return true
    }

    /// The files that have looked alike for ``quietPeriod`` as far as is known, in byte order: look at them
    /// again.
    func due(at now: Instant) -> [FilePath] {
        waiting.filter { $0.value.since.duration(to: now) >= quietPeriod }.keys.sorted {
            $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
    }

    /// Decides on a file that was due and has been looked at: `true` releases it, else it waits on.
    mutating func confirm(_ path: FilePath, _ sight: Sight, at now: Instant) -> Bool {
        guard let known = waiting[path] else { return false }
        guard known.sight == sight else {
            waiting[path] = Waiting(sight: sight, since: now)
            return false
        }
        waiting[path] = nil
        return true
    }

    /// Lets go of a file; whether it was waiting.
    @discardableResult
    mutating func forget(_ path: FilePath) -> Bool { waiting.removeValue(forKey: path) != nil }

    /// Lets go of all files in a folder.
    mutating func forget(below folder: FilePath) {
        guard !waiting.isEmpty else { return }
        waiting = waiting.filter { !$0.key.lies(in: folder) }
    }

    /// Follows the files in a folder that was renamed.
    mutating func move(from old: FilePath, to new: FilePath) {
        for (path, file) in waiting where path.lies(in: old) {
            waiting[path] = nil
            waiting[path.moved(from: old, to: new)] = file
        }
    }
}
