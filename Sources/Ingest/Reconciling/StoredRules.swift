internal import FolderWatch

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A folder's rules as the index keeps them, so that a check with no daemon takes the same names.
struct StoredRules: Codable {
    var include: [String]
    var exclude: [String]
    var followsSymbolicLinks: Bool

    init(_ rules: WatchRules) {
        include = rules.include
        exclude = rules.exclude
        followsSymbolicLinks = rules.followsSymbolicLinks
    }

    /// Reads what ``text`` wrote; rules that cannot be read take every ordinary name.
    init(text: String) {
        self =
            (try? JSONDecoder().decode(StoredRules.self, from: Data(text.utf8))) ?? StoredRules(WatchRules())
    }

    var rules: WatchRules {
        WatchRules(include: include, exclude: exclude, followsSymbolicLinks: followsSymbolicLinks)
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
