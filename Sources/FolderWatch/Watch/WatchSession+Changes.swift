import Articles
import Glibc
import SystemPackage

extension WatchSession {
    /// Takes one record of the kernel's queue.
    func take(_ event: KernelEvent, at now: Instant) {
        if event.mask.contains(.queueOverflow) { return reviewAfterLoss(at: now) }
        if event.mask.contains(.watchGone) {
            for path in tree.forget(event.descriptor) where roots[path]?.place != nil {
                checkPresence(of: path, firstReason: .start, at: now)
            }
            return
        }
        for folder in tree.paths(of: event.descriptor) {
            if let name = event.name {
                guard let event = PathEvent(event, at: folder.appending(name)) else { continue }
                apply(moves.process(event, at: now), at: now)
            } else if event.mask.contains(.attributes) {
                folderAttributesChanged(folder, at: now)
            } else if !event.mask.isDisjoint(with: [.selfDeleted, .selfMoved, .unmounted]),
                roots[folder] != nil
            {
                checkPresence(of: folder, firstReason: .start, at: now)
            }
        }
    }

    /// Some events are lost: what the folders hold must be enumerated.
    func reviewAfterLoss(at now: Instant) {
        moves.reset()
        rewalk(at: now)
        for folder in folders.folders where roots[folder.path]?.place != nil {
            emit(.needsScan(folder.path, .queueOverflow))
        }
    }

    func apply(_ changes: [PathChange], at now: Instant) {
        for change in changes {
            switch change {
            case .created(let path, let isFolder): created(path, isFolder: isFolder, at: now)
            case .written(let path): written(path)
            case .attributesChanged(let path, let isFolder):
                if isFolder {
                    folderAttributesChanged(path, at: now)
                } else {
                    fileAttributesChanged(path, at: now)
                }
            case .removed(let path, let isFolder): removed(path, isFolder: isFolder, at: now)
            case .movedOut(let path, let isFolder):
                removed(path, isFolder: isFolder, at: now)
                // Exchanged with something outside by one call, which tells of the arrival before the
                // departure.
                examine(path, at: now)
            case .moved(let old, let new, let isFolder, let isReversal):
                if isReversal, (try? Stat(old, followTargetSymlink: false)) != nil {
                    exchanged(old, new, isFolder: isFolder, at: now)
                } else if isFolder {
                    movedFolder(from: old, to: new, at: now)
                } else {
                    movedFile(from: old, to: new, at: now)
                }
            case .appeared(let path): examine(path, at: now)
            }
        }
    }

    /// Releases the files that nobody closes, when they have been quiet for long enough.
    func settleQuietFiles(at now: Instant) {
        for path in window.due(at: now) {
            guard case .file(let identity)? = try? status(at: path).kind else {
                window.forget(path)
                continue
            }
            // Quiet, and whoever writes it may only be thinking: it counts when it is closed, which shows
            // here for a file of no name that was linked, too, or when it was quiet for long.
            let isOpen = FileWriters.isOpenForWriting(path, followsSymbolicLinks: followsLink(path)) == true
            let sight = SettleWindow<Instant>.Sight(identity)
            let counts =
                isOpen ? window.confirmOpen(path, sight, at: now) : window.confirm(path, sight, at: now)
            if counts { settle(path) }
        }
    }

    /// Whether a file that somebody has open counted, and looks as it did then.
    func hasCountedOpen(_ path: FilePath) -> Bool {
        guard window.contains(path), case .file(let identity)? = try? status(at: path).kind else {
            return false
        }
        return window.hasCounted(path, SettleWindow.Sight(identity))
    }

    /// One call exchanged the two names: both hold something else now, and where it is a file instead of a
    /// folder, what was in the folder is not there any more.
    private func exchanged(_ first: FilePath, _ second: FilePath, isFolder: Bool, at now: Instant) {
        for path in [first, second] {
            let kind = try? status(at: path).kind
            let isFolderNow = if case .folder? = kind { true } else { false }
            if isFolder, !isFolderNow { removed(path, isFolder: true, at: now) }
            examine(path, at: now)
        }
    }

    /// Looks at what stands at `path`, complete as it is, and says so.
    private func examine(_ path: FilePath, at now: Instant) {
        window.forget(path)
        if roots[path] != nil { return checkPresence(of: path, firstReason: .start, at: now) }
        switch try? status(at: path).kind {
        case .folder: takeUp(path, at: now)
        case .file: settle(path)
        case .symbolicLink, .other: if isTaken(path) { emit(.other(path)) }
        case nil: break
        }
    }

    private func created(_ path: FilePath, isFolder: Bool, at now: Instant) {
        let status: FileStatus
        do throws(Errno) {
            status = try self.status(at: path)
        } catch {
            // It has another name by now, perhaps without having been closed: waiting, it takes that along.
            if !isFolder, isTaken(path) { _ = window.saw(path, .unknown, at: now) }
            return
        }
        guard case .file(let identity) = status.kind else {
            // A folder that was found while one around it was taken up has been asked for with that one.
            return isWatchedAlready(path) ? () : examine(path, at: now)
        }
        guard isTaken(path) else { return }
        window.forget(path)
        // A second name of a file is made in one step; a new file is still to be written.
        if status.linkCount > 1 || !window.saw(path, SettleWindow.Sight(identity), at: now) { settle(path) }
    }

    private func written(_ path: FilePath) {
        window.forget(path)
        if case .file? = try? status(at: path).kind { settle(path) }
    }

    /// A permission may have changed. Of a file that is perhaps being written it is for the close to say so.
    private func fileAttributesChanged(_ path: FilePath, at now: Instant) {
        guard isTaken(path), !window.contains(path), case .file(let identity)? = try? status(at: path).kind
        else {
            return
        }
        if isRecent(identity.modificationTime), window.saw(path, SettleWindow.Sight(identity), at: now) {
            return
        }
        settle(path)
    }

    private func folderAttributesChanged(_ path: FilePath, at now: Instant) {
        guard isFolderTaken(path) else { return }
        if !isEnterable(path) {
            barred.insert(path)
        } else if barred.remove(path) != nil {
            if roots[path] != nil { return checkPresence(of: path, firstReason: .start, at: now) }
            _ = watch(path, at: now)
            emit(.needsScan(path, .newFolder))
        }
    }

    private func removed(_ path: FilePath, isFolder: Bool, at now: Instant) {
        if roots[path] != nil { return checkPresence(of: path, firstReason: .start, at: now) }
        let wasLinkedFolder = !isFolder && tree.contains(path)
        if isFolder || wasLinkedFolder { forget(path) } else { window.forget(path) }
        if isTaken(path, isFolder: isFolder || wasLinkedFolder) { emit(.removed(path)) }
    }

    private func movedFile(from old: FilePath, to new: FilePath, at now: Instant) {
        let isOldTaken = isTaken(old)
        let kind = try? status(at: new).kind
        let isFile = if case .file? = kind { true } else { kind == nil }
        guard isOldTaken, isTaken(new), isFile, !tree.contains(old), !window.contains(old) else {
            let wasWaiting = window.contains(old)
            removed(old, isFolder: false, at: now)
            guard wasWaiting, case .file(let identity)? = kind, isTaken(new) else {
                return examine(new, at: now)
            }
            // Whoever made it has not closed it yet.
            window.forget(new)
            if !window.saw(new, SettleWindow.Sight(identity), at: now) { settle(new) }
            return
        }
        window.forget(new)
        emit(.moved(from: old, to: new, isFolder: false))
    }

    private func movedFolder(from old: FilePath, to new: FilePath, at now: Instant) {
        guard isFolderTaken(old), isFolderTaken(new), roots[old] == nil, roots[new] == nil else {
            removed(old, isFolder: true, at: now)
            return examine(new, at: now)
        }
        for orphan in tree.move(from: old, to: new) { inotify?.remove(orphan) }
        window.move(from: old, to: new)
        barred = Set(barred.map { $0.moved(from: old, to: new) })
        for path in polled.keys where path.lies(in: old) {
            polled[path.moved(from: old, to: new)] = polled.removeValue(forKey: path)
            nextPoll[path.moved(from: old, to: new)] = nextPoll.removeValue(forKey: path)
        }
        emit(.moved(from: old, to: new, isFolder: true))
        // What was written or made in it in the moment of the renaming may have been looked for at the old
        // place.
        takeUp(new, at: now)
    }

    /// Whether the folder at `path` is the one that has its watch.
    private func isWatchedAlready(_ path: FilePath) -> Bool {
        guard let known = tree.descriptor(at: path) else { return false }
        return (try? inotify?.add(path, followsLink: followsLink(path))) == known
    }

    /// Watches a folder that has come, and asks for what is in it.
    private func takeUp(_ path: FilePath, at now: Instant) {
        guard isFolderTaken(path) else { return }
        _ = watch(path, at: now)
        for folder in folders.folders where path.lies(in: folder.path) { updateMode(of: folder.path) }
        emit(.needsScan(path, .newFolder))
    }

    private func settle(_ path: FilePath) {
        if isTaken(path) { emit(.settled(path)) }
    }

    private func isTaken(_ path: FilePath, isFolder: Bool = false) -> Bool {
        folders.owner(of: path, isFolder: isFolder) != nil
    }

    private func status(at path: FilePath) throws(Errno) -> FileStatus {
        try FileStatus(at: path, followsSymbolicLinks: followsLink(path))
    }

    /// Whether a file was changed within the quiet period, by the clock that stamps files.
    private func isRecent(_ modificationTime: Int64) -> Bool {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { return false }
        let age = (Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)).subtractingReportingOverflow(
            modificationTime)
        return !age.overflow && .nanoseconds(age.partialValue) < timing.quietPeriod && age.partialValue >= 0
    }
}

extension SettleWindow.Sight {
    /// Of a file that could not be looked at; equal to that of none which can.
    fileprivate static var unknown: Self { Self(byteCount: -1, modificationTime: 0) }

    fileprivate init(_ identity: FileIdentity) {
        self.init(byteCount: identity.byteCount, modificationTime: identity.modificationTime)
    }
}
