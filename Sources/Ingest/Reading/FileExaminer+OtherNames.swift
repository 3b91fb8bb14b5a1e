internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import SystemPackage

/// The other names of a file, and those that it had.
extension FileExaminer {
    /// Whether the file at a path has more names than this one.
    static func hasOtherNames(_ path: FilePath) -> Bool {
        ((try? Stat(path))?.linkCount ?? 0) > 1
    }

    /// Where a file was before, when it is the same file, read in the same way, and no longer there.
    func formerFile(
        at path: FilePath, _ identity: FileIdentity, among twins: [StoredFile]
    ) -> StoredFile? {
        twins.first { file in
            guard file.path != path, file.state == .indexed, file.identity?.isSameFile(as: identity) == true,
                file.path.articleFormat == path.articleFormat
            else { return false }
            do throws(Errno) {
                // A hard or a followed link is still where it was: two paths of one file, not a move.
                let follows = folders.owner(of: file.path)?.followsSymbolicLinks ?? false
                let kind = try FileKind(at: file.path, followsSymbolicLinks: follows)
                guard let there = kind.identity else { return true }
                return there.inode != identity.inode || there.device != identity.device
            } catch {
                // A path that may not be looked at is not one at which nothing stands.
                return error == .noSuchFileOrDirectory || error == .notDirectory
            }
        }
    }

    /// Has the other names of a file looked at that has lost one: that changes the inode, and with it all of
    /// them.
    func queueOthers(of identity: FileIdentity, besides path: FilePath) throws {
        queueOthers(try store.lookUp { try $0.files(ofInode: identity) }.filter { $0.path != path })
    }

    /// Has paths looked at, as far as they are there: one that is not may be half of a move, and its new
    /// place comes first.
    func queueOthers(_ twins: [StoredFile]) {
        for twin in twins {
            guard let there = try? FileKind(at: twin.path, followsSymbolicLinks: true).identity,
                there.inode == twin.identity?.inode, there.device == twin.identity?.device
            else { continue }
            queue(twin.path)
        }
    }
}
