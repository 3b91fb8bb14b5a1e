import Glibc
import SystemPackage
import TestSupport

@testable import FolderWatch

/// A session on real folders and the real kernel, whose clock the test moves: the kernel queues an event
/// within the call that causes it, so nothing is ever waited for.
final class WatchedSession {
    let session: WatchSession
    private let sink: Sink
    private let start = ContinuousClock.now

    private final class Sink {
        var events: [FolderEvent] = []
    }

    init(
        _ folders: [WatchedFolder], excludedPaths: [FilePath] = [], timing: WatchTiming = WatchTiming(),
        watchLimit: Int = .max
    ) throws {
        let sink = Sink()
        self.sink = sink
        session = WatchSession(
            folders: try WatchedFolders(folders, excludedPaths: excludedPaths), timing: timing,
            watchLimit: watchLimit
        ) { sink.events.append($0) }
        session.start(at: start)
    }

    convenience init(_ path: FilePath, rules: WatchRules = WatchRules()) throws {
        try self.init([WatchedFolder(path: path, rules: rules)])
        _ = events()
    }

    /// What has been said since the last time this was asked, after the kernel's events are taken `elapsed`
    /// after the start, and what is due then is done.
    func events(at elapsed: Duration = .zero) -> [FolderEvent] {
        session.readEvents(at: start + elapsed)
        session.tick(at: start + elapsed)
        defer { sink.events = [] }
        return sink.events
    }

    func replaceFolders(_ folders: [WatchedFolder]) throws {
        session.replaceFolders(try WatchedFolders(folders), at: start)
    }
}

/// What scans of all folders that `events` ask for, and the events themselves, name as files, in byte order.
func files(toldBy events: [FolderEvent], in folders: WatchedFolders) throws -> Set<FilePath> {
    var files: Set<FilePath> = []
    for event in events {
        switch event {
        case .settled(let path): files.insert(path)
        case .needsScan(let scope, _):
            for scan in folders.scans(of: scope) {
                _ = try scan.forEach { entry in
                    if case .file = entry.kind { files.insert(entry.path) }
                }
            }
        default: break
        }
    }
    return files
}
