import Glibc
import SystemPackage

/// The folder of a restore, hidden until it is published and removed unless it was.
struct RestoredFolder: ~Copyable, SnapshotSink {
    private let destination: FilePath
    /// Whether it must be on the disk before it is said to be there.
    private let isLasting: Bool
    /// Where the members are written; `nil` before the snapshot has proved to be one.
    private(set) var partial: FilePath?
    /// Tells others that somebody works on it.
    private var lock: OwnedDescriptor?
    private var members: [FilePath] = []
    private var openedCount = 0
    private var current: OwnedDescriptor?
    private var isPublished = false

    init(_ destination: FilePath, isLasting: Bool = true) throws(SnapshotError) {
        self.isLasting = isLasting
        self.destination = try Self.checked(destination)
    }

    deinit {
        guard let partial, !isPublished else { return }
        Self.remove(partial)
    }

    mutating func receive(_ event: SnapshotEvent) throws(SnapshotError) {
        switch event {
        case .head(let head):
            let partial = try makePartial()
            self.partial = partial
            members = head.members.map { partial.appending($0.name) }
        case .block(let member, let bytes):
            while openedCount <= member { try openNext() }
            try current?.write(bytes)
        case .end:
            while openedCount < members.count { try openNext() }
            try closeCurrent()
        }
    }

    /// Has all that was changed since they were written on the disk.
    func syncMembers() throws(SnapshotError) {
        guard isLasting else { return }
        for member in members { try OwnedDescriptor(member, .readOnly).sync() }
    }

    /// Gives the folder its name once all of it is on the disk.
    consuming func publish() throws(SnapshotError) {
        guard let partial else { return }
        if isLasting { try FolderOperations.sync(partial) }
        do {
            // Over an empty folder this is one step; over anything else the system refuses.
            try FolderOperations.rename(partial, to: destination)
        } catch {
            switch error.reason {
            case .io(.directoryNotEmpty, _), .io(.fileExists, _):
                throw SnapshotError(.destinationNotEmpty, file: destination)
            case .io(.notDirectory, _): throw SnapshotError(.destinationExists, file: destination)
            case .io(.resourceBusy, _): throw SnapshotError(.destinationIsMountPoint, file: destination)
            default: throw error
            }
        }
        isPublished = true
        if isLasting { try FolderOperations.sync(destination.folder) }
    }

    private mutating func openNext() throws(SnapshotError) {
        try closeCurrent()
        let member = members[openedCount]
        current = try OwnedDescriptor(
            member, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        openedCount += 1
    }

    private mutating func closeCurrent() throws(SnapshotError) {
        guard let descriptor = current.take() else { return }
        if isLasting { try descriptor.sync() }
        try descriptor.close()
    }

    /// Makes the hidden folder, and locks it as long as this process works on it. What killed ones left of a
    /// restore to the same place goes.
    private mutating func makePartial() throws(SnapshotError) -> FilePath {
        try removeAbandoned()
        var ordinal = 1
        while true {
            let suffix = ordinal == 1 ? "" : "-\(ordinal)"
            let partial = destination.folder.appending("\(prefix)\(getpid())\(suffix)")
            ordinal += 1
            guard try FolderOperations.make(partial) else { continue }
            guard let descriptor = try Self.locked(partial) else { continue }
            lock = consume descriptor
            return partial
        }
    }

    /// A folder that was just made, locked for one alone; `nil` where another restore was there before: it
    /// removes what it takes for abandoned, or has made a folder anew that had the same name.
    private static func locked(_ folder: FilePath) throws(SnapshotError) -> OwnedDescriptor? {
        let descriptor: OwnedDescriptor
        do {
            descriptor = try OwnedDescriptor(folder, .readOnly, options: .directory)
        } catch {
            guard case .io(.noSuchFileOrDirectory, _) = error.reason else { throw error }
            return nil
        }
        // Where folders cannot be locked, nobody takes one for abandoned either.
        if flock(descriptor.raw.rawValue, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
        guard try isThere(descriptor) else { return nil }
        return consume descriptor
    }

    /// Whether an open folder still has its name, which may be another's by now.
    private static func isThere(_ descriptor: borrowing OwnedDescriptor) throws(SnapshotError) -> Bool {
        try FileStatus(of: descriptor.path)?.inode == descriptor.status().inode
    }

    private var prefix: String { ".\(destination.lastComponent?.string ?? "").partial-" }

    /// Whether a name is one that ``makePartial()`` gives, as `.NAME.partial-17` or `.NAME.partial-17-2`:
    /// what else begins so is somebody's own.
    private func isPartial(_ name: String) -> Bool {
        guard name.utf8.starts(with: prefix.utf8) else { return false }
        let numbers = name.utf8.dropFirst(prefix.utf8.count)
            .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return numbers.count <= 2 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(digits.contains) }
    }

    private func removeAbandoned() throws(SnapshotError) {
        for name in try FolderOperations.names(in: destination.folder) ?? []
        where isPartial(name.string) {
            let folder = destination.folder.appending(name)
            guard try FileStatus(of: folder)?.isFolder == true,
                let descriptor = try? OwnedDescriptor(folder, .readOnly, options: .directory),
                flock(descriptor.raw.rawValue, LOCK_EX | LOCK_NB) == 0, try Self.isThere(descriptor)
            else { continue }
            Self.remove(folder)
            withExtendedLifetime(descriptor) {}
        }
    }

    private static func remove(_ folder: FilePath) {
        // Not the members alone: what was at work on them may have left files of its own.
        for name in (try? FolderOperations.names(in: folder)) ?? [] {
            _ = try? FolderOperations.removeFile(folder.appending(name))
        }
        _ = unsafe folder.withPlatformString { unsafe rmdir($0) }
    }

    /// The destination with no symbolic link as its last name, once it is clear that a restore may go there.
    static func checked(_ destination: FilePath) throws(SnapshotError) -> FilePath {
        guard let status = try FileStatus(of: destination) else { return destination }
        guard status.isFolder else { throw SnapshotError(.destinationExists, file: destination) }
        guard let names = try FolderOperations.names(in: destination), names.isEmpty else {
            throw SnapshotError(.destinationNotEmpty, file: destination)
        }
        let resolved = try FolderOperations.resolved(destination)
        // A folder cannot be renamed onto a mount point: better said now than after all the work.
        guard try FileStatus(of: resolved.folder)?.device == status.device else {
            throw SnapshotError(.destinationIsMountPoint, file: destination)
        }
        return resolved
    }
}
