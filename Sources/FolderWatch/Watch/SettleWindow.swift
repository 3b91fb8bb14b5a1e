internal import Articles
import SystemPackage

/// Decides when a file that was made, and that nobody is seen to close, has been quiet long enough to count.
///
/// A writer elsewhere on the network or `linkat` of a nameless file leads to no close that inotify reports.
/// One that keeps a file open for hours, as a feed that is written line by line, closes it too late.
struct SettleWindow<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
    /// What must stand still.
    struct Sight: Equatable, Sendable {
        let byteCount: Int64
        let modificationTime: Int64
    }

    private struct Waiting: Sendable {
        var sight: Sight
        var since: Instant
        /// How it looked when it counted though somebody had it open.
        var counted: Sight?
    }

    /// The most files that wait; one more is not taken in, and counts at once.
    static var capacity: Int { 16_384 }

    let quietPeriod: Duration
    /// How long a file is quiet that somebody has open for writing, until it counts as it stands.
    let openQuietPeriod: Duration
    private var waiting: [FilePath: Waiting] = [:]

    init(quietPeriod: Duration, openQuietPeriod: Duration) {
        self.quietPeriod = quietPeriod
        self.openQuietPeriod = openQuietPeriod
    }

    /// How many files wait, but for those that counted as they look now.
    var uncountedCount: Int { waiting.values.count { $0.counted != $0.sight } }

    /// Whether a file that somebody has open counted as it looks now.
    func hasCounted(_ path: FilePath, _ sight: Sight) -> Bool { waiting[path]?.counted == sight }

    var isEmpty: Bool { waiting.isEmpty }

    func contains(_ path: FilePath) -> Bool { waiting[path] != nil }

    /// Takes a file in, or takes note of how it looks now.
    ///
    /// - Returns: `false` when there is no room: the file is to count now.
    mutating func saw(_ path: FilePath, _ sight: Sight, at now: Instant) -> Bool {
        if let known = waiting[path] {
            if known.sight != sight {
                waiting[path] = Waiting(sight: sight, since: now, counted: known.counted)
            }
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
        guard let known = waiting[path], stands(known, path, sight, at: now) else { return false }
        waiting[path] = nil
        return known.counted != sight
    }

    /// Decides on such a file where somebody has it open for writing: `true` when it is to count as it
    /// stands. It waits on either way, for its close or for its next change.
    mutating func confirmOpen(_ path: FilePath, _ sight: Sight, at now: Instant) -> Bool {
        guard let known = waiting[path], stands(known, path, sight, at: now), known.counted != sight,
            known.since.duration(to: now) >= openQuietPeriod
        else { return false }
        waiting[path]?.counted = sight
        return true
    }

    /// Whether a file looks as it did; if not, its time begins anew.
    private mutating func stands(
        _ known: Waiting, _ path: FilePath, _ sight: Sight, at now: Instant
    ) -> Bool {
        if known.sight == sight { return true }
        waiting[path] = Waiting(sight: sight, since: now, counted: known.counted)
        return false
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
