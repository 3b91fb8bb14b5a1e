import SystemPackage

/// The watcher's end of its stream of events: bounded, and at its bound it says so instead of losing
/// silently.
///
/// When events are not taken fast enough and ``capacity`` of them wait, further ones are dropped; once there
/// is room again, each watched folder is to be enumerated and its mode is told, before anything else is.
struct EventOutlet {
    /// The most events that wait: as many as the kernel's own queue holds by default.
    static let capacity = 16_384

    private let continuation: AsyncStream<FolderEvent>.Continuation
    private var owedScans: Set<FilePath> = []
    private var owedModes: [FilePath: WatchMode] = [:]

    init(_ continuation: AsyncStream<FolderEvent>.Continuation) {
        self.continuation = continuation
    }

    /// Whether events were dropped and this is still to be said.
    var isInDebt: Bool { !owedScans.isEmpty || !owedModes.isEmpty }

    /// Hands an event on; when there is no room, `folders` are to be enumerated later.
    mutating func send(_ event: FolderEvent, folders: [WatchedFolder]) {
        if !isInDebt || settleDebt() {
            guard case .dropped = continuation.yield(event) else { return }
        }
        owedScans.formUnion(folders.map(\.path))
        if case .modeChanged(let folder, let mode) = event { owedModes[folder] = mode }
    }

    /// Says what is owed as far as there is room.
    ///
    /// - Returns: Whether nothing is owed any more.
    @discardableResult
    mutating func settleDebt() -> Bool {
        for (folder, mode) in owedModes {
            if case .dropped = continuation.yield(.modeChanged(folder: folder, mode)) { return false }
            owedModes[folder] = nil
        }
        for folder in owedScans {
            if case .dropped = continuation.yield(.needsScan(folder, .queueOverflow)) { return false }
            owedScans.remove(folder)
        }
        return true
    }

    func finish() { continuation.finish() }
}
