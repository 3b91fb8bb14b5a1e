internal import Articles
internal import SystemPackage

/// What becomes of a path without its file being read anew.
extension CommitBatch {
    /// Changes what is known of a path and not what it holds.
    mutating func renew(
        _ path: FilePath, folder: Int64, identity: FileIdentity, reason: String?
    ) throws {
        guard var row = try FileRow.fetch(database, path), row.state != .deleted else { return }
        row.identity = identity
        row.folderID = folder
        if row.state == .indexed { row.reason = reason }
        try save(row, hash: row.contentID.flatMap { try hash(of: $0) })
    }

    mutating func refuse(
        _ path: FilePath, folder: Int64, identity: FileIdentity?, reason: String
    ) throws {
        let old = try FileRow.fetch(database, path)
        var row = old ?? FileRow(path: path, folderID: folder, firstSeen: now)
        row.folderID = folder
        row.identity = identity
        row.state = .refused
        row.reason = reason
        row.contentID = nil
        row.previousContentID = nil
        try save(row)
        try release([old?.contentID, old?.previousContentID])
    }

    mutating func remove(_ path: FilePath, reason: String?) throws {
        guard let old = try FileRow.fetch(database, path), old.state != .deleted else { return }
        var row = old
        row.state = .deleted
        row.reason = reason
        row.identity = nil
        row.contentID = nil
        row.previousContentID = nil
        try save(row)
        try release([old.contentID, old.previousContentID])
    }

    mutating func move(
        _ from: FilePath, to: FilePath, folder: Int64, identity: FileIdentity
    ) throws {
        guard let source = try FileRow.fetch(database, from), source.state != .deleted else { return }
        let replaced = try FileRow.fetch(database, to)
        var target = source
        target.path = to
        target.folderID = folder
        target.identity = identity
        var rest = source
        rest.state = .deleted
        rest.reason = "moved to \(to.displayText)"
        rest.identity = nil
        rest.contentID = nil
        rest.previousContentID = nil
        try save(rest)
        let content = try target.contentID.flatMap { try hash(of: $0) }
        try save(target, hash: content)
        try release([replaced?.contentID, replaced?.previousContentID])
    }
}
