import Glibc
import SystemPackage

extension WatchSession {
    /// Watches the folder at `top` and all below it that the rules take; a folder always before what is in it
    /// is listed, so that whatever comes later is reported.
    ///
    /// - Parameters:
    ///   - top: Where to begin.
    ///   - now: The time.
    ///   - visit: Takes each folder that is watched.
    /// - Returns: `false` when `top` itself can neither be watched nor is to be enumerated.
    func watch(_ top: FilePath, at now: Instant, visit: (FilePath) -> Void = { _ in }) -> Bool {
        var isFirst = true
        var waiting: [(path: FilePath, device: UInt64?)] = [(top, nil)]
        while let (path, device) = waiting.popLast() {
            defer { isFirst = false }
            let followsLink = self.followsLink(path)
            do throws(Errno) {
                guard try addWatch(path, followsLink: followsLink) else { continue }
            } catch .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels {
                if isFirst { return false }
                continue
            } catch .permissionDenied {
                barred.insert(path)
                if isFirst, roots[path] != nil { return false }
                continue
            } catch {
                startPolling(path, .watchLimit, at: now)
                continue
            }
            visit(path)
            if isEnterable(path) { barred.remove(path) } else { barred.insert(path) }
            guard let folder = try? OpenFolder(path, followsLink: followsLink) else { continue }
            let ownDevice = (try? folder.status())?.place.device
            if let ownDevice, ownDevice != device, remoteDevices.contains(ownDevice) {
                startPolling(path, .remoteFileSystem, at: now)
            }
            while let (name, type) = try? folder.next() {
                guard let child = subfolder(name, type: type, of: path) else { continue }
                waiting.append((child, ownDevice))
            }
        }
        return true
    }

    /// - Returns: `false` for a folder that leads back to one on the way to it.
    private func addWatch(_ path: FilePath, followsLink: Bool) throws(Errno) -> Bool {
        guard inotify != nil, tree.watchCount < watchLimit || tree.contains(path) else { throw .noSpace }
        guard let descriptor = try inotify?.add(path, followsLink: followsLink) else { throw .noSpace }
        guard !tree.isLoop(path, descriptor) else { return false }
        for orphan in tree.insert(path, descriptor) { inotify?.remove(orphan) }
        return true
    }

    /// The path of a listed name if it is a folder that is to be watched.
    private func subfolder(_ name: [CChar], type: UInt8, of folder: FilePath) -> FilePath? {
        guard [DT_DIR, DT_LNK, DT_UNKNOWN].map({ UInt8($0) }).contains(type),
            name.first != CChar(UInt8(ascii: ".")),
            let component = FilePath.Component(platformString: name)
        else { return nil }
        let path = folder.appending(component)
        guard isFolderTaken(path) else { return nil }
        if type == UInt8(DT_DIR) { return path }
        let status = try? FileStatus(at: path, followsSymbolicLinks: followsLink(path))
        guard case .folder = status?.kind, let place = status?.place, !excludedPlaces.contains(place) else {
            return nil
        }
        return path
    }

    /// Whether a link at `path` is followed. One that is itself a watched folder always is.
    func followsLink(_ path: FilePath) -> Bool {
        roots[path] != nil || folders.owner(of: path, isFolder: true)?.rules.followsSymbolicLinks == true
    }

    func isFolderTaken(_ path: FilePath) -> Bool { folders.owner(of: path, isFolder: true) != nil }

    /// Whether what is in the folder can be listed and looked at.
    func isEnterable(_ path: FilePath) -> Bool {
        unsafe path.withPlatformString { unsafe faccessat(AT_FDCWD, $0, R_OK | X_OK, AT_EACCESS) } == 0
    }

    /// Goes through all folders anew after events were lost: takes up what is new, lets go of what is gone.
    func rewalk(at now: Instant) {
        var seen: Set<FilePath> = []
        for folder in folders.folders where roots[folder.path]?.place != nil {
            _ = watch(folder.path, at: now) { seen.insert($0) }
        }
        for path in Array(tree.paths) where !seen.contains(path) { unwatch(path) }
        for folder in folders.folders { updateMode(of: folder.path) }
    }
}
