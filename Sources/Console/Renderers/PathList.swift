public import GazetteAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The paths of hits, one after the other, for other programs to take.
///
/// The bytes are those of the file's name, also where they are not UTF-8. The path of an article in a file of
/// many ends in `#n`, as everywhere.
public enum PathList {
    /// What stands after each path.
    public enum Terminator: Sendable {
        /// A line feed. On a terminal control characters in a path are shown, not sent.
        case lineFeed(Terminal)
        /// A NUL, which no path contains: safe for `xargs -0`.
        case nul
    }

    /// The paths, best hit first.
    ///
    /// - Parameters:
    ///   - hits: The hits.
    ///   - terminator: What stands after each.
    /// - Returns: The bytes to write.
    public static func bytes(_ hits: [Hit], terminator: Terminator) -> [UInt8] {
        hits.flatMap { hit in
            switch terminator {
            case .nul: return exactPath(hit) + [0]
            case .lineFeed(let terminal) where terminal.isTerminal:
                return Array(SafeText.make(hit.path, whitespace: .shown).utf8) + [UInt8(ascii: "\n")]
            case .lineFeed: return exactPath(hit) + [UInt8(ascii: "\n")]
            }
        }
    }

    private static func exactPath(_ hit: Hit) -> [UInt8] {
        guard let encoded = hit.pathBase64, let decoded = Data(base64Encoded: encoded) else {
            return Array(hit.path.utf8)
        }
        return Array(decoded)
    }
}
