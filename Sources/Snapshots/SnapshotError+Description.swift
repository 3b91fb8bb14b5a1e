import SystemPackage

extension SnapshotError: CustomStringConvertible {
    /// One line for a person: what failed, where, and what to do.
    public var description: String {
        switch reason {
        case .checksumMismatch(let part, let offset, _, _), .digestMismatch(let part, let offset):
            damaged("the checksum of the \(part.rawValue) at byte \(offset) does not match")
        case .truncated(let byteCount):
            damaged("it ends after \(byteCount) bytes, before its end record")
        case .unexpectedBytes(let offset):
            damaged("bytes follow its end at byte \(offset)")
        case .malformed(let what, let offset):
            damaged("\(what) (before byte \(offset))")
        case .notASnapshot:
            "'\(file)' is not a snapshot; `gazette snapshot list` names those that are"
        case .unknownVersion(let version):
            "a newer version of Gazette wrote '\(file)' (format \(version)), and this one leaves it alone; upgrade this "
                + "one, or read it with that version"
        case .invalidMemberName(let name):
            "snapshot '\(file)' has a file of the name '\(name.escaped)', which could lead out of its "
                + "folder; do not restore it, it was not made by Gazette"
        case .refusedDraft(let why):
            "no snapshot was made: \(why)"
        case .memberChanged(let name):
            "no snapshot was made: '\(file)', its copy of \(name), was changed while it was read; try again"
        case .noSuchSnapshot(let name):
            "there is no snapshot '\(name.escaped)' in '\(file)'; "
                + "`gazette snapshot list` names those there are"
        case .noSuchMember(let name):
            "snapshot '\(file)' has no file \(name.escaped); `gazette snapshot show` names those that it has"
        case .ambiguous(let name, let ids):
            "'\(name.escaped)' begins the names of \(ids.count) snapshots, among them "
                + "\(ids.prefix(3).names); give more of the name"
        case .destinationExists:
            "'\(file)' exists and is not a folder; nothing was restored, name a new folder"
        case .fileExists:
            "'\(file)' exists; nothing was exported, name a new file"
        case .storeInUse:
            "the store '\(file)' is in use; try again when no snapshot is being taken or read"
        case .destinationNotEmpty:
            "the folder '\(file)' is not empty; nothing was restored, name a new folder"
        case .destinationIsMountPoint:
            "a file system is mounted at '\(file)'; nothing was restored, name a new folder inside it"
        case .missingChunks(let count, let first):
            damaged("\(count) of its chunks are missing or cannot be found, \(first) among them")
        case .notInChunks:
            "snapshot '\(file)' is a single file of the older form; `gazette snapshot import` makes it "
                + "comparable"
        case .sourceFailed(let code, let message):
            "no snapshot was made: SQLite cannot read '\(file)': \(message.escaped) (\(code)); "
                + "try again, and if it stays so, `gazette verify` tells whether the index is damaged"
        case .cancelled:
            "the work on '\(file)' was stopped before its end; nothing of it was kept"
        case .io(let error, let operation):
            "cannot \(operation.rawValue) '\(file)': \(error)\(advice(error).map { "; \($0)" } ?? "")"
                + (isOfMedium && isOfPack ? "; \(Self.adviceOnPack)" : "")
        }
    }

    private func damaged(_ how: String) -> String {
        isOfPack
            ? "the pack '\(file)' is damaged: \(how); \(Self.adviceOnPack)"
            : "snapshot '\(file)' is damaged: \(how); use another snapshot and take a new one"
    }

    private var isOfPack: Bool { file.extension == "pack" }

    /// A new one would count on what the pack still lists.
    private static let adviceOnPack =
        "use another snapshot, and before you take a new one run `gazette snapshot drill`, which sets the pack aside"

    /// What to do about an error of the system, where that is known.
    private func advice(_ error: Errno) -> String? {
        if isOfMedium { return "look for errors of the disk in the system's log" }
        return switch error {
        case .noSpace, .diskQuotaExceeded: "free some space or choose another disk, then try again"
        case .permissionDenied, .notPermitted: "see that this user may use it"
        case .readOnlyFileSystem: "choose a folder that can be written"
        case .noSuchFileOrDirectory: "see that its folder exists"
        case .ioError: "look for errors of the disk in the system's log"
        case .noMemory, .resourceTemporarilyUnavailable: "try again when the machine has less to do"
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem: "raise the limit of open files"
        default: nil
        }
    }
}

extension Collection where Element == SnapshotID {
    fileprivate var names: String { map(\.rawValue).joined(separator: ", ") }
}

extension String {
    /// The text without control characters, which would reach a terminal.
    fileprivate var escaped: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
