internal import FolderWatch
internal import Synchronization
internal import SystemPackage

/// A watched folder with the number that the index knows it by.
struct RegisteredFolder: Sendable {
    let id: Int64
    let folder: WatchedFolder

    var followsSymbolicLinks: Bool { folder.rules.followsSymbolicLinks }

    /// Whether the folder itself is there.
    var exists: Bool {
        guard case .folder? = try? FileKind(at: folder.path, followsSymbolicLinks: true) else { return false }
        return true
    }
}

/// The folders that are watched now; exchanged when the configuration is read again.
final class FolderRegistry: Sendable {
    private struct State {
        var watched: WatchedFolders
        var ids: [FilePath: Int64]
    }

    private let state: Mutex<State>

    init(_ watched: WatchedFolders, ids: [FilePath: Int64]) {
        state = Mutex(State(watched: watched, ids: ids))
    }

    /// The folders and their rules.
    var watched: WatchedFolders { state.withLock { $0.watched } }

    func replace(_ watched: WatchedFolders, ids: [FilePath: Int64]) {
        state.withLock { $0 = State(watched: watched, ids: ids) }
    }

    /// The folder that a path belongs to.
    func owner(of path: FilePath) -> RegisteredFolder? {
        state.withLock { state in
            guard let folder = state.watched.owner(of: path), let id = state.ids[folder.path] else {
                return nil
            }
            return RegisteredFolder(id: id, folder: folder)
        }
    }

    /// The number of a watched folder.
    func id(of folder: FilePath) -> Int64? { state.withLock { $0.ids[folder] } }

    /// Whether a path lies below a watched folder, whatever the rules say of it.
    func isWithin(_ path: FilePath) -> Bool {
        state.withLock { state in state.watched.folders.contains { path.starts(with: $0.path) } }
    }
}
