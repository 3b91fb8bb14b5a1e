internal import Articles
public import SystemPackage

/// Which names below a watched folder are taken.
///
/// Left alone in every folder, whatever the patterns say: hidden files and folders (a leading dot), and files
/// with the names of editors' and transfers' temporaries (`TemporaryNames`). Names are bytes; they need not
/// be UTF-8.
///
/// A pattern has `*`, `?`, `[a-z]`, `[!a-z]`, `\` and, for any number of folders, `**`. Without a `/` it is
/// held against the name alone (`*.txt`, `drafts`), with one against the whole path below the folder
/// (`wire/*.txt`, `**/old/*`); a `/` at the end asks for a folder (`drafts/`). A pattern that takes a folder
/// takes all that is below it.
public struct WatchRules: Sendable, Equatable {
    /// Patterns of the files that are taken; none means all.
    public var include: [String] { didSet { includePatterns = include.map(GlobPattern.init) } }
    /// Patterns of files and folders that are not taken; stronger than ``include``.
    public var exclude: [String] { didSet { excludePatterns = exclude.map(GlobPattern.init) } }
    /// Whether symbolic links are followed, those that leave the folder too; loops are cut.
    ///
    /// A linked folder is watched like any other. A linked file is seen when its link is made and by scans.
    public var followsSymbolicLinks: Bool

    private var includePatterns: [GlobPattern]
    private var excludePatterns: [GlobPattern]

    /// Makes rules; as they stand, every ordinary name is taken and no link followed.
    public init(include: [String] = [], exclude: [String] = [], followsSymbolicLinks: Bool = false) {
        self.include = include
        self.exclude = exclude
        self.followsSymbolicLinks = followsSymbolicLinks
        includePatterns = include.map(GlobPattern.init)
        excludePatterns = exclude.map(GlobPattern.init)
    }

    /// Why the file or folder at `relative`, a path below the watched folder, is taken or left alone.
    ///
    /// The empty path is the watched folder itself, which is always taken.
    public func verdict(on relative: FilePath, isFolder: Bool) -> RuleVerdict {
        verdict(onPath: relative.bytes.split(separator: UInt8(ascii: "/")), isFolder: isFolder)
    }

    /// The same for the names of the path.
    func verdict(onPath names: [ArraySlice<UInt8>], isFolder: Bool) -> RuleVerdict {
        for end in names.indices {
            let verdict = verdict(on: names[...end], isFolder: isFolder || end < names.count - 1)
            if verdict != .admitted { return verdict }
        }
        return .admitted
    }

    /// The same where all names but the last are known to be taken.
    func verdict(on names: ArraySlice<ArraySlice<UInt8>>, isFolder: Bool) -> RuleVerdict {
        guard let name = names.last else { return .admitted }
        if name.first == UInt8(ascii: ".") { return .hidden }
        if !isFolder, let pattern = TemporaryNames.pattern(of: name) { return .temporary(pattern: pattern) }
        if let pattern = excludePatterns.first(where: { $0.matches(names, isFolder: isFolder) }) {
            return .excluded(pattern: pattern.source)
        }
        if isFolder || includePatterns.isEmpty { return .admitted }
        let isIncluded = names.indices.contains { end in
            let isFolder = end < names.endIndex - 1
            return includePatterns.contains { $0.matches(names[...end], isFolder: isFolder) }
        }
        return isIncluded ? .admitted : .notIncluded
    }
}

/// Why a name below a watched folder is taken or left alone.
public enum RuleVerdict: Sendable, Equatable {
    /// It is taken.
    case admitted
    /// Its name, or that of a folder on the way, begins with a dot.
    case hidden
    /// Its name is that of an editor's or a transfer's temporary file.
    case temporary(pattern: String)
    /// It, or a folder on the way, is meant by this pattern of ``WatchRules/exclude``.
    case excluded(pattern: String)
    /// No pattern of ``WatchRules/include`` means it.
    case notIncluded
}
