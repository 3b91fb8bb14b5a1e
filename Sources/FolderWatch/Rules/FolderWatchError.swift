public import SystemPackage

/// A set of folders that cannot be watched as it was asked for.
public struct FolderWatchError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, one case per thing a caller does differently.
    public enum Reason: Equatable, Sendable {
        /// The path does not begin at the root.
        case relativePath
        /// Two watched folders have one path.
        case sameFolderTwice
        /// The watcher runs or has run; it runs once.
        case ranBefore
    }

    /// What is wrong.
    public let reason: Reason
    /// The folder that it is about; empty where it is about no single one.
    public let folder: FilePath

    /// One line for a person.
    public var description: String {
        switch reason {
        case .relativePath: "watched folder '\(folder)' is not an absolute path; write it from '/' on"
        case .sameFolderTwice:
            "watched folder '\(folder)' is named twice; name it once, with the rules of both"
        case .ranBefore: "the watcher has been started before; make a new one"
        }
    }
}
