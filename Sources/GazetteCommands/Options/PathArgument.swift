import Articles
import ArgumentParser
import Console
import SystemPackage

/// A path as it was typed, byte for byte.
struct PathArgument: ExpressibleByArgument {
    private let typed: FilePath

    init?(argument: String) {
        let path = FilePath(bytes: RawArgument.bytes(of: argument))
        guard !path.isEmpty else { return nil }
        typed = path
    }

    static var defaultCompletionKind: CompletionKind { .file() }

    /// The absolute path.
    func absolute() throws -> FilePath {
        do {
            return try WorkingDirectory.absolute(typed)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
