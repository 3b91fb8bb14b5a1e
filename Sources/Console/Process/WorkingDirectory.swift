import Glibc
public import SystemPackage

/// Paths of the command line, as bytes, made absolute.
public enum WorkingDirectory {
    /// The working directory has no name, as when it was removed.
    public struct Nameless: Error, Equatable, Sendable, CustomStringConvertible {
        /// Why.
        public let cause: Errno

        /// One line for a person.
        public var description: String {
            "the working directory cannot be named (\(cause)); give absolute paths"
        }
    }

    /// A path, resolved against the working directory by its text alone: a symbolic link is a path of its
    /// own, and what the path names need not exist.
    ///
    /// - Parameter path: The path as it was typed.
    /// - Returns: The absolute path.
    /// - Throws: ``Nameless`` for a relative path.
    public static func absolute(_ path: FilePath) throws(Nameless) -> FilePath {
        guard path.isRelative else { return path.lexicallyNormalized() }
        guard let pointer = unsafe getcwd(nil, 0) else { throw Nameless(cause: Errno(rawValue: errno)) }
        defer { unsafe free(pointer) }
        return unsafe FilePath(platformString: pointer).pushing(path).lexicallyNormalized()
    }
}
