internal import GRDBSQLite
public import SystemPackage

/// The index or the ledger could not be opened, read or written.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong, one case per thing a caller does differently.
    public enum Reason: Equatable, Sendable {
        /// There is no index in the state directory.
        case noIndex
        /// The database is damaged; the daemon sets it aside and builds a new one.
        case damaged(detail: String)
        /// The database is no index of Gazette's.
        case foreign
        /// The database was made by a newer program, which alone knows what is in it.
        case newerVersion(found: String)
        /// Another process holds what this one needs, and it may not write beside it.
        case inUse
        /// This user may not read the database, or not write what SQLite needs beside it; its daemon may.
        case ownersAlone(detail: String)
        /// The database was removed, or another file has its name, while it is open here.
        case moved
        /// The disk is full.
        case diskFull
        /// The state directory may not be written, or not be read.
        case notPermitted(detail: String)
        /// It is of an earlier version, nothing can rebuild it, and no copy of it can be made before it is
        /// changed.
        case notPreserved(detail: String)
        /// The read was cancelled or took longer than its limit.
        case interrupted
        /// SQLite reported something that none of the other cases covers.
        case sqlite(code: Int32, detail: String)
    }

    /// Why it failed.
    public let reason: Reason
    /// The database that it is about.
    public let file: FilePath

    /// Makes an error about a database.
    public init(_ reason: Reason, file: FilePath) {
        self.reason = reason
        self.file = file
    }

    /// One line for a person: what, where, and what to do.
    public var description: String {
        let name = file.string
        return switch reason {
        case .noIndex: "there is no index at '\(name)'; start gazetted with this state directory first"
        case .damaged(let detail):
            "the database '\(name)' is damaged (\(detail)); gazetted sets it aside, restores the last good snapshot's or rebuilds it"
        case .foreign:
            "'\(name)' is no database of Gazette's; give another state directory, or move that file away"
        case .newerVersion(let found):
            "the database '\(name)' was made by a newer version of Gazette (\(found)), and this one leaves it alone; start that version, or go back to the snapshot from before its upgrade"
        case .inUse:
            "the database '\(name)' is locked by another process: its daemon (use --socket), or a program that writes to it "
                + "(end that)"
        case .moved:
            "'\(name)' was removed, or another file has its name, while gazetted has it open; restart gazetted, which restores "
                + "or rebuilds it"
        case .ownersAlone(let detail):
            "the database '\(name)' cannot be read by this user (\(detail)); use --socket to ask its daemon, or ask as the "
                + "user to whom it belongs"
        case .diskFull:
            "the disk that holds '\(name)' is full, also for what SQLite needs to open it; make room there"
        case .notPermitted(let detail):
            "'\(name)' cannot be opened for what is needed (\(detail)); check owner and mode of its folder"
        case .notPreserved(let detail):
            "'\(name)' is of an earlier version and is upgraded only when there is a copy of it, which cannot be made: \(detail)"
        case .interrupted: "the question took longer than its limit; ask for less"
        case .sqlite(let code, let detail):
            "SQLite error \(code) at '\(name)': \(detail)"
                + (isOfInputOrOutput
                    ? "; look for errors of the disk in the system's log"
                    : isOfMemory ? "; see that there is memory left" : "")
        }
    }

    /// The same, where it is tried again until it succeeds.
    package var descriptionWhileTrying: String {
        reason == .diskFull
            ? "the disk that holds '\(file)' is full; make room and it goes on by itself" : description
    }

    /// Whether a database was found damaged while it was in use or looked at.
    package var isOfDamage: Bool { if case .damaged = reason { true } else { false } }

    /// Whether it is the kind of failure that ends by itself or by what its owner does: nothing is lost by
    /// waiting.
    package var mayPass: Bool {
        switch reason {
        case .diskFull, .notPermitted, .notPreserved, .inUse, .ownersAlone: true
        case .noIndex, .damaged, .foreign, .newerVersion, .moved, .interrupted, .sqlite: false
        }
    }

    /// Whether the disk has failed to read or to write.
    package var isOfInputOrOutput: Bool { isOf(SQLITE_IOERR) }

    /// Whether there was no memory.
    package var isOfMemory: Bool { isOf(SQLITE_NOMEM) }

    private func isOf(_ primaryCode: Int32) -> Bool {
        if case .sqlite(let code, _) = reason { code & 0xff == primaryCode } else { false }
    }

    /// Whether an opening that fails with this finds a damaged database: also a schema that lacks what it
    /// must have.
    var isDamage: Bool {
        switch reason {
        case .damaged: true
        case .sqlite(let code, _): code & 0xff == SQLITE_ERROR
        default: false
        }
    }

    /// `SQLITE_IOERR_SHMSIZE`, which Swift does not import: a database in WAL mode is not opened without its
    /// `-shm`, and that cannot be made as large as it must be.
    private static let sharedMemorySize = SQLITE_IOERR | 19 << 8

    /// The error that SQLite's result `code` means for `file`.
    static func sqlite(_ code: Int32, _ detail: String, file: FilePath) -> StoreError {
        if code == sharedMemorySize { return StoreError(.diskFull, file: file) }
        let reason: Reason =
            switch code & 0xff {
            case SQLITE_CORRUPT: .damaged(detail: detail)
            case SQLITE_NOTADB: .damaged(detail: detail)
            case SQLITE_FULL: .diskFull
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .notPermitted(detail: detail)
            case SQLITE_CANTOPEN: .notPermitted(detail: detail)
            case SQLITE_INTERRUPT: .interrupted
            case SQLITE_BUSY, SQLITE_LOCKED: .inUse
            default: .sqlite(code: code, detail: detail)
            }
        return StoreError(reason, file: file)
    }
}
