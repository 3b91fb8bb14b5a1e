internal import ArticleStore
internal import GazetteAPI
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// How the names of private folders begin, for finding those that a crash left behind.
let privateFolderPrefix = ".copy-"

/// Runs `body` with a new folder that only this user can enter, and removes it with what is in it afterwards.
///
/// It is made in the store of snapshots, which has room for a copy of the index by its purpose; else, where
/// there is none or it cannot be written, in `$TMPDIR` or `/var/tmp`.
func withPrivateFolder<Value>(for state: StateDirectory, _ body: (FilePath) throws -> Value) throws -> Value {
    let folder = try makePrivateFolder(for: state)
    defer { removePrivateFolder(folder) }
    return try body(folder)
}

/// The same in `$TMPDIR` or `/var/tmp`, for what the store of snapshots has no room for.
func withTemporaryFolder<Value>(_ body: (FilePath) throws -> Value) throws -> Value {
    guard let folder = makePrivateFolder(in: temporaryPlace) else {
        let error = Errno(rawValue: errno)
        throw noPrivateFolder([(temporaryPlace, error)])
    }
    defer { removePrivateFolder(folder) }
    return try body(folder)
}

/// The same for work that waits.
func withPrivateFolder<Value>(
    for state: StateDirectory, _ body: (FilePath) async throws -> Value
) async throws -> Value {
    let folder = try makePrivateFolder(for: state)
    defer { removePrivateFolder(folder) }
    return try await body(folder)
}

func makePrivateFolder(for state: StateDirectory) throws -> FilePath {
    var failures: [(FilePath, Errno)] = []
    for place in [state.snapshots, temporaryPlace] {
        if let folder = makePrivateFolder(in: place) { return folder }
        failures.append((place, Errno(rawValue: errno)))
    }
    throw noPrivateFolder(failures)
}

private var temporaryPlace: FilePath {
    unsafe getenv("TMPDIR").map { unsafe FilePath(platformString: $0) } ?? "/var/tmp"
}

private func noPrivateFolder(_ failures: [(place: FilePath, error: Errno)]) -> APIError {
    let places = failures.map { "'\($0.place)' (\($0.error))" }.joined(separator: " or ")
    let isFull = failures.contains { [.noSpace, .diskQuotaExceeded].contains($0.error) }
    return APIError(
        .storageFull,
        "no folder can be made in \(places); "
            + (isFull ? "make room there, or " : "")
            + "set TMPDIR to a folder that this user may write, with room for a copy of the index")
}

/// Removes private folders that a crash left behind, and what was to become one by a restore. Only for the
/// owner of the state directory.
func removeAbandonedFolders(in state: StateDirectory) {
    for folder in [state.snapshots, state.path] {
        forEachName(in: folder) { name in
            // A restore has another dot before the name of its folder, until all of it is there.
            guard ["", "."].contains(where: { name.string.hasPrefix($0 + privateFolderPrefix) }) else {
                return
            }
            removePrivateFolder(folder.appending(name))
        }
    }
}

/// A new private folder; `nil` where none can be made, with the reason in `errno`.
func makePrivateFolder(in parent: FilePath) -> FilePath? {
    var template = Array(parent.appending("\(privateFolderPrefix)XXXXXX").string.utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return nil }
    return FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
}

/// Removes a folder of ours, which holds files only.
func removePrivateFolder(_ folder: FilePath) {
    forEachName(in: folder) { name in
        _ = unsafe folder.appending(name).withPlatformString { unsafe unlink($0) }
    }
    _ = unsafe folder.withPlatformString { unsafe rmdir($0) }
}

/// Calls `visit` with each name in a folder; with none where it cannot be read.
func forEachName(in folder: FilePath, _ visit: (FilePath.Component) -> Void) {
    guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else { return }
    defer { _ = unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                unsafe FilePath(platformString: $0)
            }
        }
        if let component = name.lastComponent, component.kind == .regular { visit(component) }
    }
}
