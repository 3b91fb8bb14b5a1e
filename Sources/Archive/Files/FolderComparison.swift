internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import GazetteAPI
internal import Ingest
internal import SystemPackage

/// Goes through folders, index and ledger, and notes where they differ. Only reads; blocks.
struct FolderComparison {
    /// A file that is not accounted for as it stands.
    struct Difference: Sendable {
        var path: FilePath?
        var problem: VerifyResponse.Problem
    }

    /// What was found.
    struct Result: Sendable {
        var differences: [Difference] = []
        var problems: [VerifyResponse.Problem] = []
        var filesSeen = 0
        var pending = 0
        var offlineFolders: [FilePath] = []
    }

    /// More differences than this are not told apart any more.
    private static let differenceBound = 100_000

    private let archive: Archive
    /// Whether anybody still waits for the result.
    private let isWanted: @Sendable () -> Bool

    init(_ archive: Archive, while isWanted: @escaping @Sendable () -> Bool = { true }) {
        self.archive = archive
        self.isWanted = isWanted
    }

    func result() throws -> Result {
        var result = Result()
        let known = try archive.store.readBlocking { try $0.folders() }
        let watched = try archive.ingest?.watched ?? Ingest.storedFolders(known, state: archive.store.state)
        let watchedPaths = Set(watched.folders.map(\.path))
        result.offlineFolders = known.map(\.path).filter { !watchedPaths.contains($0) }
        for folder in watched.folders { try compare(folder, among: watched, &result) }
        try compareLedger(&result)
        return result
    }

    private func compare(_ folder: WatchedFolder, among watched: WatchedFolders, _ result: inout Result)
        throws
    {
        let scan = FolderScan(folder: folder, scope: folder.path, among: watched)
        var seen: Set<Int64> = []
        let outcome = try scan.forEach { entry in
            guard isWanted() else { throw CancellationError() }
            if case .unreadableFolder(let error) = entry.kind {
                result.problems.append(
                    .init(
                        code: "unreadable", path: entry.path.displayText,
                        message: "the folder cannot be read (\(error)); let the service's user read it"))
                return
            }
            result.filesSeen += 1
            let file = try archive.store.readBlocking { try $0.file(at: entry.path) }
            if let file { seen.insert(file.id) }
            if file?.state == .pending { result.pending += 1 }
            let kind: FileKind? =
                switch entry.kind {
                case .file(let identity): .file(identity)
                case .other(let special): .other(special)
                case .symbolicLink: .symbolicLink
                case .unreadableFolder: nil
                }
            guard result.differences.count < Self.differenceBound,
                try !agrees(file, kind, at: entry.path, in: folder)
            else { return }
            result.differences.append(Self.difference(entry.path, file))
        }
        guard case .completed(let coverage) = outcome else {
            result.offlineFolders.append(folder.path)
            return
        }
        try archive.store.readBlocking { reader in
            let id = try reader.folders().first { $0.path == folder.path }?.id
            let known = try id.map { try reader.fileSystems(in: $0) } ?? [:]
            // What stands there now may be another file system, on which it never was.
            let others = known.filter {
                coverage.fileSystems[$0.key].map(\.description) ?? $0.value != $0.value
            }
            try reader.forEachLiveFile { file in
                guard file.path.starts(with: folder.path), !seen.contains(file.id), file.awayWith == nil,
                    let device = file.identity?.device ?? coverage.devices.first,
                    coverage.provesAbsence(of: file.path, lastDevice: device), others[device] == nil
                else { return }
                result.differences.append(
                    Difference(
                        path: file.path,
                        problem: .init(
                            code: "gone", path: file.path.displayText,
                            message: "the file is gone and the index still has it; start gazetted")))
            }
        }
    }

    /// Whether what the index knows of a path by now accounts for what stands there by now.
    func agrees(at path: FilePath) throws -> Bool {
        let folder = archive.ingest?.watched.owner(of: path)
        let known = try archive.store.readBlocking { try $0.file(at: path) }
        let kind = try? FileKind(at: path, followsSymbolicLinks: folder?.rules.followsSymbolicLinks ?? false)
        return try agrees(known, kind, at: path, in: folder)
    }

    /// Whether what the index knows of a path accounts for what stands there.
    private func agrees(
        _ file: StoredFile?, _ kind: FileKind?, at path: FilePath, in folder: WatchedFolder?
    ) throws -> Bool {
        guard let kind else { return file == nil || file?.state == .deleted }
        guard let file else { return false }
        switch file.state {
        case .pending: return true
        case .refused: return kind.identity == file.identity
        case .indexed:
            guard case .file(let identity) = kind else { return false }
            return try identity == file.identity || hasSameBytes(file, identity, in: folder)
        default: return false
        }
    }

    /// Whether a file whose times, mode or number are others than they were still has the bytes that were
    /// indexed.
    private func hasSameBytes(
        _ file: StoredFile, _ identity: FileIdentity, in folder: WatchedFolder?
    ) throws -> Bool {
        guard identity.byteCount == file.identity?.byteCount, let content = file.contentID else {
            return false
        }
        let hash = try archive.store.readBlocking { try $0.hash(of: content) }
        let follows = folder?.rules.followsSymbolicLinks ?? false
        let found = try? ContentHash(ofFileAt: file.path, followsSymbolicLinks: follows)
        return hash != nil && hash?.digest == found?.digest
    }

    private static func difference(_ path: FilePath, _ file: StoredFile?) -> Difference {
        let isKnown = file != nil && file?.state != .deleted
        return Difference(
            path: path,
            problem: .init(
                code: isKnown ? "changed" : "missing", path: path.displayText,
                message: isKnown
                    ? "the file has changed and was not read again; start gazetted"
                    : "the file is in the folder and not in the index; start gazetted"))
    }

    /// Every file that the index has must have its history.
    private func compareLedger(_ result: inout Result) throws {
        let head = try archive.store.ledgerHead()
        var missing: [FilePath] = []
        try archive.store.readBlocking { reader in
            try reader.forEachLiveFile { file in
                guard isWanted() else { throw CancellationError() }
                guard file.revision <= head else { return }
                if try !archive.store.ledgerKnows(file.path) { missing.append(file.path) }
            }
        }
        for path in missing {
            result.problems.append(
                .init(
                    code: "ledger", path: path.displayText,
                    message: "the index has the file and the ledger has no history of it; start gazetted"))
        }
    }
}
