import Glibc
import SystemPackage

/// The calls on folders and names that the store and a restore need.
enum FolderOperations {
    /// Makes a folder that only its owner may use; `false` when something of that name is there already.
    static func make(_ folder: FilePath) throws(SnapshotError) -> Bool {
        try performing(.makeFolder, on: folder) {
            if unsafe folder.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 { return true }
            guard errno == EEXIST else { throw Errno(rawValue: errno) }
            return false
        }
    }

    /// Returns when the names in `folder` are on the disk.
    static func sync(_ folder: FilePath) throws(SnapshotError) {
        let descriptor = try OwnedDescriptor(folder, .readOnly, options: .directory)
        try descriptor.sync()
    }

    /// Gives `old` the name `new`, in one step.
    static func rename(_ old: FilePath, to new: FilePath) throws(SnapshotError) {
        try performing(.rename, on: new) {
            let status = unsafe old.withPlatformString { old in
                unsafe new.withPlatformString { new in unsafe Glibc.rename(old, new) }
            }
            guard status == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// Removes a file; `false` when it was gone already.
    static func removeFile(_ file: FilePath) throws(SnapshotError) -> Bool {
        try performing(.remove, on: file) {
            if unsafe file.withPlatformString({ unsafe unlink($0) }) == 0 { return true }
            guard errno == ENOENT else { throw Errno(rawValue: errno) }
            return false
        }
    }

    /// The absolute path of something that exists, without symbolic links, `.` and `..`.
    static func resolved(_ path: FilePath) throws(SnapshotError) -> FilePath {
        try performing(.inspect, on: path) {
            guard let resolved = unsafe path.withPlatformString({ unsafe realpath($0, nil) }) else {
                throw Errno(rawValue: errno)
            }
            defer { unsafe free(resolved) }
            return unsafe FilePath(platformString: resolved)
        }
    }

    /// The names in `folder`, in no order, without `.` and `..`; `nil` when there is no such folder.
    static func names(in folder: FilePath) throws(SnapshotError) -> [FilePath.Component]? {
        try performing(.list, on: folder) {
            guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
                guard errno == ENOENT else { throw Errno(rawValue: errno) }
                return nil
            }
            defer { _ = unsafe closedir(stream) }
            var names: [FilePath.Component] = []
            while true {
                errno = 0
                guard let entry = unsafe readdir(stream) else {
                    guard errno == 0 else { throw Errno(rawValue: errno) }
                    return names
                }
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                    unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                        unsafe FilePath.Component(platformString: name)
                    }
                }
                if let name, name.kind == .regular { names.append(name) }
            }
        }
    }
}

extension FilePath {
    /// The folder that holds this path's last name.
    var folder: FilePath {
        let folder = removingLastComponent()
        return folder.isEmpty ? "." : folder
    }
}
