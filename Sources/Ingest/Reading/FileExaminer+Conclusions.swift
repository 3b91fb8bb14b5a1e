internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import SystemPackage

/// What the index is told about a path that holds no article.
extension FileExaminer {
    /// Removes a path at which nothing stands, unless its file system may be away.
    func removeIfGone(_ item: WorkItem, _ push: (ReadyChange) -> Bool) throws -> Verdict {
        guard let known = try store.lookUp({ try $0.file(at: item.path) }), known.state != .deleted else {
            return .unchanged
        }
        if !item.isProvenGone, let device = known.identity?.device {
            guard known.awayWith == nil, let owner = folders.owner(of: item.path), owner.exists,
                let nearest = Self.nearestFolder(of: item.path), nearest.device == device
            else {
                return .unchanged
            }
            let stored = try store.lookUp { try $0.fileSystems(in: owner.id) }[device]
            let isOther = stored.map { (try? FileSystemIdentity(holding: nearest.path).description) != $0 }
            // It is for a scan to say what stands there now.
            if isOther == true { return .unchanged }
        }
        if let identity = known.identity { try queueOthers(of: identity, besides: item.path) }
        return conclude(item, .removed(path: item.path, reason: nil), push)
    }

    /// The deepest folder on the way to a path that is there.
    private static func nearestFolder(of path: FilePath) -> (path: FilePath, device: UInt64)? {
        var folder = path.removingLastComponent()
        while true {
            if let identity = try? FileKind(at: folder, followsSymbolicLinks: true).identity {
                return (folder, identity.device)
            }
            guard folder.removeLastComponent() else { return nil }
        }
    }

    func remove(_ item: WorkItem, _ reason: String, _ push: (ReadyChange) -> Bool) throws -> Verdict {
        let known = try store.lookUp { try $0.file(at: item.path) }
        guard let known, known.state != .deleted else { return .unchanged }
        return conclude(item, .removed(path: item.path, reason: reason), push)
    }

    func refuse(
        _ item: WorkItem, _ owner: RegisteredFolder, _ identity: FileIdentity?, _ reason: String,
        _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let known = try store.lookUp { try $0.file(at: item.path) }
        if let known, known.state == .refused, known.reason == reason, known.identity == identity {
            return .unchanged
        }
        return conclude(
            item, .refused(path: item.path, folder: owner.id, identity: identity, reason: reason), push)
    }

    func conclude(
        _ item: WorkItem, _ change: StoreChange, _ push: (ReadyChange) -> Bool,
        if assumption: Assumption? = nil
    ) -> Verdict {
        push(ReadyChange(change: change, byteCount: 0, concludes: item.path, assumption: assumption))
            ? .pushed : .closed
    }
}
