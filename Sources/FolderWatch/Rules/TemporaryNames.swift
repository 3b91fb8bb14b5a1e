/// The names that programs give to files which they will rename or remove: never articles.
///
/// Held against the last name of a path, upper and lower case of ASCII being equal.
enum TemporaryNames {
    /// The whole list, as patterns; the README prints it.
    static let patterns: [String] = [
        // Editors: backups, auto-save and swap files, and the name with which Vim tries whether it may write.
        "*~", "#*#", "*.swp", "*.swo", "*.swx", "*.kate-swp", "4913", "*___jb_tmp___", "*___jb_old___",
        "*.__jb_tmp__", "*.__jb_old__",
        // Office programs: owner files and locks.
        "~$*", ".~lock.*#",
        // Transfers and downloads that have not ended.
        "*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.filepart", "*.download", "*.opdownload",
        "*.aria2", "*.!ut",
    ]

    /// A pattern of at most one `*`, by what stands before and after it: a name is held against all of them
    /// for each file, so the comparison is of a few bytes.
    private struct Affixes {
        let pattern: String
        let start: [UInt8]
        /// `nil` where the pattern has no `*`.
        let end: [UInt8]?

        init(_ pattern: String) {
            let parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            self.pattern = pattern
            start = Array(parts[0])
            end = parts.count > 1 ? Array(parts[1]) : nil
        }

        func matches(_ name: ArraySlice<UInt8>) -> Bool {
            guard let end else { return name == start[...] }
            return name.count >= start.count + end.count && name.suffix(end.count) == end[...]
                && name.prefix(start.count) == start[...]
        }
    }

    private static let compiled = patterns.map(Affixes.init)

    /// The pattern that takes `name`, or `nil` when the name is an ordinary one.
    static func pattern(of name: ArraySlice<UInt8>) -> String? {
        let lowered = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return compiled.first { $0.matches(lowered[...]) }?.pattern
    }
}
