public import SystemPackage

/// What has happened in the watched folders.
///
/// Events come in the order in which things happened, and their paths are those of that moment: by the time
/// one is handled, the file may have moved on, and the event that says so follows. An event may come twice.
public enum FolderEvent: Sendable, Equatable {
    /// A file is complete: closed after writing, renamed in, linked in, quiet for a while after it was made,
    /// or its attributes, as the permission, have changed. A regular file when last looked at.
    case settled(FilePath)
    /// A file, or a folder with all that was in it, is gone from its place: deleted or moved out.
    case removed(FilePath)
    /// A file or folder has a new name, both inside watched folders and both taken by the rules.
    ///
    /// What stood at the new place, and of a folder all below it, is replaced. A file may never have been
    /// ``settled(_:)`` before, so compare its identity. With a folder goes what is below it, and not a file
    /// known under the very name: that one came since. A ``needsScan(_:_:)`` of the new place follows a
    /// folder's.
    case moved(from: FilePath, to: FilePath, isFolder: Bool)
    /// Something came that is no file and never to be opened: a FIFO, socket or device, or a symbolic link
    /// that is not followed. ``FileKind`` says which.
    case other(FilePath)
    /// Enumerate this folder, by ``WatchedFolders/scans(of:)``; events alone do not tell what is in it.
    case needsScan(FilePath, ScanReason)
    /// How a watched folder is followed from now on.
    case modeChanged(folder: FilePath, WatchMode)
}

/// How a watched folder is followed.
public enum WatchMode: String, Sendable, CaseIterable {
    /// The kernel reports each change.
    case events
    /// Some or all of it is enumerated from time to time: the kernel's limit of watches is reached, or it
    /// lies on a file system on which other machines write. Where there are events, they are used as well.
    case polling
    /// It is not there, or cannot be read; what it held is kept.
    case offline
}

/// Why a folder is to be enumerated.
public enum ScanReason: String, Sendable, CaseIterable {
    /// Watching begins.
    case start
    /// The folder was made, moved or linked here, or has become readable.
    case newFolder
    /// The kernel dropped events, or the stream did because they were not taken fast enough.
    case queueOverflow
    /// The folder was away, or another file system is mounted there now.
    case folderReturned
    /// The rules of the watched folder have changed, or those of one inside or around it.
    case rulesChanged
    /// It is time again (``WatchMode/polling``).
    case periodic
}
