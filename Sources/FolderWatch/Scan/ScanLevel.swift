internal import Articles
import SystemPackage

/// A folder on the way of a scan: open, with the names in it that are still to be visited.
final class ScanLevel {
    /// A name in a folder.
    struct Child {
        /// The name alone with a zero byte after it, for calls relative to the folder.
        let name: [CChar]
        let path: FilePath
        /// The names from the watched folder down to this.
        let names: [ArraySlice<UInt8>]
        /// A `DT_` value.
        let type: UInt8
    }

    let path: FilePath
    let place: FolderPlace
    /// What kept the folder from being read to its end, or some name in it from being looked at.
    var failure: Errno?

    private let folder: OpenFolder
    private let names: [ArraySlice<UInt8>]
    private let pathBytes: [UInt8]
    private var children: FolderNames?
    private var nextChild = 0

    /// Opens a watched folder, through a link if it is one.
    ///
    /// - Throws: The `Errno` of `open` or `fstat`.
    init(root: FilePath) throws(Errno) {
        folder = try OpenFolder(root, followsLink: true)
        path = root
        pathBytes = root.bytes
        names = []
        place = try folder.status().place
    }

    /// Opens a folder in another.
    ///
    /// - Throws: The `Errno` of `openat` or `fstat`.
    init(_ child: Child, in parent: ScanLevel, followsLink: Bool) throws(Errno) {
        folder = try OpenFolder(child.name, in: parent.folder.descriptor, followsLink: followsLink)
        path = child.path
        pathBytes = path.bytes
        names = child.names
        place = try folder.status().place
    }

    func child(_ name: [CChar], type: UInt8) -> Child {
        let bytes = name.dropLast().map { UInt8(bitPattern: $0) }
        let path = FilePath(bytes: pathBytes + [UInt8(ascii: "/")] + bytes)
        return Child(name: name, path: path, names: names + [bytes[...]], type: type)
    }

    /// The next name in byte order; `nil` after the last. The folder is listed at the first call.
    func next() -> Child? {
        if children == nil {
            let (listed, failure) = FolderNames.read(folder)
            children = listed
            self.failure = failure
        }
        if let children, nextChild < children.count {
            nextChild += 1
            return child(children.name(at: nextChild - 1), type: children.type(at: nextChild - 1))
        }
        return nil
    }

    /// What a name in the folder stands for.
    ///
    /// - Throws: The `Errno` of `fstatat`.
    func kind(of child: Child, followsLink: Bool) throws(Errno) -> FileKind {
        let flags: Stat.Flags = followsLink ? [] : .symlinkNoFollow
        return FileStatus(try unsafe Stat(child.name, relativeTo: folder.descriptor, flags: flags)).kind
    }
}
