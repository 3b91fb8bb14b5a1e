import Articles
import ArgumentParser
import Console
import Glibc
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

    /// The absolute path, resolved against the working directory by its text alone: a symbolic link is a path
    /// of its own, and what the path names need not exist.
    func absolute() throws -> FilePath {
        guard typed.isRelative else { return typed.lexicallyNormalized() }
        return try Self.workingDirectory().pushing(typed).lexicallyNormalized()
    }

    private static func workingDirectory() throws -> FilePath {
        guard let pointer = unsafe getcwd(nil, 0) else {
            throw ValidationError(
                "the working directory cannot be named (\(Errno(rawValue: errno))); give absolute paths")
        }
        defer { unsafe free(pointer) }
        return unsafe FilePath(platformString: pointer)
    }
}
