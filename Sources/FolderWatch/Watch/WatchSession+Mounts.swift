import Glibc
import SystemPackage

extension WatchSession {
    /// A mount inside a watched folder, by the path that leads to it through that folder.
    struct MountPoint: Hashable {
        let number: [UInt8]
        let path: FilePath
    }

    /// Reads the table of mounts.
    func learnMounts() {
        let mounts = mountTable?.mounts() ?? []
        remoteDevices = Set(mounts.filter(\.isRemote).map(\.device))
        mountPoints = []
        for folder in folders.folders {
            // The table has no symbolic links in its paths, while a watched folder may be one.
            guard let real = folder.path.withoutLinks else { continue }
            for mount in mounts {
                guard mount.path.lies(in: real) else { continue }
                let path = mount.path.moved(from: real, to: folder.path)
                mountPoints.insert(MountPoint(number: mount.number, path: path))
            }
        }
    }

    /// Takes up what stands where something was mounted or unmounted inside a watched folder.
    func followMounts(at now: Instant) {
        guard mountTable?.hasChanged() == true else { return }
        let before = mountPoints
        learnMounts()
        for path in Set(mountPoints.symmetricDifference(before).map(\.path)) where isFolderTaken(path) {
            // At a watched folder itself it is for checkPresence to say what that means.
            guard roots[path] == nil else { continue }
            forget(path)
            _ = watch(path, at: now)
            emit(.needsScan(path, .folderReturned))
        }
        for folder in folders.folders { updateMode(of: folder.path) }
    }
}
