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

    /// The number that was typed, where it is nothing but one.
    var number: Int64? {
        let bytes = typed.bytes
        guard bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int64(String(decoding: bytes, as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
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
