import SystemPackage

extension WatchSession {
    /// The most subtrees of one watched folder that are enumerated one by one; beyond, the whole folder is.
    private static let polledSubtreeLimit = 16

    /// Looks whether a watched folder is where it was, and follows what it finds.
    ///
    /// A watched folder that is gone is offline, never deleted: whoever removed files from it one by one has
    /// been seen doing so.
    func checkPresence(of path: FilePath, firstReason: ScanReason, at now: Instant) {
        let place = try? FolderPlace(at: path)
        let known = roots[path]?.place
        guard let place else {
            if known != nil || roots[path] == nil { leave(path) }
            return
        }
        if let known {
            if known == place, tree.contains(path) || isPolled(path) { return }
            leave(path)
        }
        let isFirst = roots[path] == nil
        roots[path, default: Root()].place = place
        guard watch(path, at: now) else {
            // It is there and cannot be read: as good as away, and looked at again.
            return leave(path)
        }
        updateMode(of: path)
        emit(.needsScan(path, isFirst ? firstReason : .folderReturned))
    }

    /// Takes the watched folder for offline, and forgets what was watched in it.
    private func leave(_ path: FilePath) {
        roots[path, default: Root()].place = nil
        forget(path)
        updateMode(of: path)
    }

    /// Forgets all that is known of a folder and what is below it.
    func forget(_ path: FilePath) {
        unwatch(path)
        window.forget(below: path)
        barred = barred.filter { !$0.lies(in: path) }
        for subtree in polled.keys where subtree.lies(in: path) { stopPolling(subtree) }
    }

    /// Ends the watches of a folder and what is below it.
    func unwatch(_ path: FilePath) {
        for orphan in tree.remove(path) { inotify?.remove(orphan) }
    }

    func updateMode(of path: FilePath) {
        let mode: WatchMode
        if roots[path]?.place == nil {
            mode = .offline
        } else if polled.keys.contains(where: { $0.lies(in: path) || path.lies(in: $0) }) {
            mode = .polling
        } else {
            mode = .events
        }
        guard roots[path, default: Root()].mode != mode else { return }
        roots[path]?.mode = mode
        emit(.modeChanged(folder: path, mode))
    }

    /// Whether `path` is enumerated from time to time, as itself or as a part of a folder that is.
    func isPolled(_ path: FilePath) -> Bool { polled.keys.contains { path.lies(in: $0) } }

    /// Has a subtree enumerated from time to time.
    func startPolling(_ path: FilePath, _ cause: PollingCause, at now: Instant) {
        guard !isPolled(path) else { return }
        for inner in polled.keys where inner.lies(in: path) { stopPolling(inner) }
        polled[path] = cause
        nextPoll[path] = now + timing.polling
        let roots = folders.folders.filter { path != $0.path && path.lies(in: $0.path) }
        for root in roots
        where polled.keys.count(where: { $0.lies(in: root.path) }) > Self.polledSubtreeLimit {
            return startPolling(root.path, cause, at: now)
        }
    }

    func stopPolling(_ path: FilePath) {
        polled[path] = nil
        nextPoll[path] = nil
    }

    /// Asks for the enumerations that are due.
    func poll(at now: Instant) {
        for (path, due) in nextPoll where due <= now {
            nextPoll[path] = now + timing.polling
            emit(.needsScan(path, .periodic))
        }
    }

    /// Puts the next enumeration off, so that all of them take no more than a fiftieth of the time.
    func scanFinished(_ scope: FilePath, took duration: Duration, at now: Instant) {
        for path in nextPoll.keys where path.lies(in: scope) {
            nextPoll[path] = now + max(timing.polling, duration * 50)
        }
    }
}
