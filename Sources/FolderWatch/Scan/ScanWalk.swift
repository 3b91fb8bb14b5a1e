import Glibc
import SystemPackage

/// Goes through folders for one ``FolderScan``: a level for each folder on the way, each with its descriptor,
/// so that a folder which is moved or unmounted meanwhile cannot lead elsewhere.
final class ScanWalk {
    typealias Visit = (FoundEntry) throws -> Void

    private let scan: FolderScan
    private let rules: WatchRules
    private let excludedPaths: Set<FilePath>
    private let excludedPlaces: Set<FolderPlace>
    /// Whether some path in the folder may belong to another watched folder.
    private let isShared: Bool
    private var levels: [ScanLevel]
    /// The folders between the watched folder and the scope, which a link may lead back to.
    private var above: [FolderPlace] = []
    private var fileSystems: [UInt64: FileSystemIdentity?] = [:]
    private var unreadable: [FilePath] = []

    /// Opens the watched folder.
    ///
    /// - Throws: The `Errno` of `open`.
    init(_ scan: FolderScan) throws(Errno) {
        self.scan = scan
        rules = scan.folder.rules
        excludedPaths = Set(scan.among.excluded(in: scan.folder))
        excludedPlaces = Set(scan.among.excludedPaths.compactMap { try? FolderPlace(at: $0) })
        isShared = scan.among.folders.contains {
            $0.path != scan.folder.path && $0.path.lies(in: scan.folder.path)
        }
        levels = [try ScanLevel(root: scan.folder.path)]
    }

    /// Which folder the walk stands in.
    var place: FolderPlace? { levels.last?.place }

    var coverage: ScanCoverage {
        ScanCoverage(
            folder: scan.folder, scope: scan.scope, devices: Set(fileSystems.keys),
            fileSystems: fileSystems.compactMapValues(\.self), unreadableFolders: unreadable,
            among: scan.among)
    }

    /// Leaves the folder for one in it, on the way to the scope.
    ///
    /// - Throws: The `Errno` of `openat`.
    func descend(to name: ArraySlice<UInt8>) throws(Errno) {
        guard let level = levels.last else { return }
        let child = level.child(name.map { CChar(bitPattern: $0) } + [0], type: UInt8(DT_UNKNOWN))
        let next = try ScanLevel(child, in: level, followsLink: rules.followsSymbolicLinks)
        above.append(level.place)
        levels = [next]
    }

    func report(unreadable path: FilePath, _ error: Errno, to visit: Visit) throws {
        unreadable.append(path)
        try visit(FoundEntry(path: path, kind: .unreadableFolder(error)))
    }

    /// Visits what is in the folder and below it.
    func visitAll(_ visit: Visit) throws {
        if let level = levels.last { note(level) }
        while let level = levels.last {
            if let child = level.next() {
                try take(child, in: level, visit)
            } else {
                levels.removeLast()
                if let failure = level.failure { try report(unreadable: level.path, failure, to: visit) }
            }
        }
    }

    private func take(_ child: ScanLevel.Child, in level: ScanLevel, _ visit: Visit) throws {
        // A hidden name is left alone before anything is asked of the file system.
        guard child.names.last?.first != UInt8(ascii: "."), !excludedPaths.contains(child.path) else {
            return
        }
        if child.type == UInt8(DT_DIR) { return try enter(child, in: level, followsLink: false, visit) }
        let kind: FileKind
        do throws(Errno) {
            kind = try level.kind(of: child, followsLink: false)
        } catch {
            if error != .noSuchFileOrDirectory { level.failure = error }
            return
        }
        switch kind {
        case .file(let identity): try report(child, .file(identity), visit)
        case .other(let special): try report(child, .other(special), visit)
        case .folder: try enter(child, in: level, followsLink: false, visit)
        case .symbolicLink:
            let follows = rules.followsSymbolicLinks
            switch follows ? try? level.kind(of: child, followsLink: true) : nil {
            case .file(let identity): try report(child, .file(identity), visit)
            case .other(let special): try report(child, .other(special), visit)
            case .folder: try enter(child, in: level, followsLink: true, visit)
            case .symbolicLink, nil: try report(child, .symbolicLink, visit)
            }
        }
    }

    private func enter(
        _ child: ScanLevel.Child, in level: ScanLevel, followsLink: Bool, _ visit: Visit
    ) throws {
        guard rules.verdict(on: child.names[...], isFolder: true) == .admitted else { return }
        let next: ScanLevel
        do throws(Errno) {
            next = try ScanLevel(child, in: level, followsLink: followsLink)
        } catch .noSuchFileOrDirectory, .notDirectory {
            // Gone or exchanged since it was listed; an event tells what stands there now.
            return
        } catch {
            return try report(unreadable: child.path, error, to: visit)
        }
        guard !excludedPlaces.contains(next.place) else { return }
        guard !levels.contains(where: { $0.place == next.place }), !above.contains(next.place) else {
            return try report(child, .symbolicLink, visit)
        }
        note(next)
        levels.append(next)
    }

    /// Notes which file system a folder lies on, once for each.
    private func note(_ level: ScanLevel) {
        let device = level.place.device
        guard fileSystems[device] == nil else { return }
        fileSystems.updateValue(try? FileSystemIdentity(holding: level.path), forKey: device)
    }

    private func report(_ child: ScanLevel.Child, _ kind: FoundEntry.Kind, _ visit: Visit) throws {
        guard rules.verdict(on: child.names[...], isFolder: false) == .admitted else { return }
        guard !isShared || scan.among.owner(of: child.path)?.path == scan.folder.path else { return }
        try visit(FoundEntry(path: child.path, kind: kind))
    }
}
