public import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// What a request over TCP must show: `Authorization: Bearer TOKEN` (RFC 6750).
///
/// Nothing prints it: not its description, not an error, not the log.
public struct AccessToken: Hashable, Sendable, CustomStringConvertible {
    /// The fewest characters of a token: with letters and digits, some 95 bits.
    public static let minimumLength = 16

    /// 4 KiB: a longer first line is something else.
    private static let largestByteCount = 4_096

    private let bytes: [UInt8]

    /// Reads the first line of a file.
    ///
    /// - Parameter file: A file that others may not read.
    /// - Throws: ``AccessTokenError`` where it cannot be read, or holds no token that is worth the name.
    public init(file: FilePath) throws(AccessTokenError) {
        var content: [UInt8] = []
        do {
            // To open a named pipe would wait until somebody writes to it, and perhaps for ever.
            let descriptor = try FileDescriptor.open(
                file, .readOnly, options: [.closeOnExec, .nonBlocking])
            defer { try? descriptor.close() }
            let status = try Stat(descriptor)
            guard status.type == .regular else { throw AccessTokenError(.notAFile, file) }
            guard status.permissions.isDisjoint(with: [.otherReadWriteExecute]) else {
                throw AccessTokenError(.readableByOthers, file)
            }
            content = unsafe try [UInt8](unsafeUninitializedCapacity: Self.largestByteCount) {
                buffer, count in
                count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch let error as AccessTokenError {
            throw error
        } catch {
            throw AccessTokenError(.unreadable(error as? Errno ?? .ioError), file)
        }
        bytes = Array(content.prefix { $0 != 0x0A && $0 != 0x0D })
        guard (Self.minimumLength..<Self.largestByteCount).contains(bytes.count),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw AccessTokenError(.noToken, file)
        }
    }

    /// Whether the value of a field `Authorization` shows the token. Takes the same time for each wrong one
    /// of a length.
    ///
    /// - Parameter field: The value; `nil` where the request has none.
    /// - Returns: Whether it does.
    public func isShown(in field: String?) -> Bool {
        guard let field, field.prefix(7).lowercased() == "bearer " else { return false }
        let shown = Array(field.utf8.dropFirst(7))
        guard shown.count == bytes.count else { return false }
        return zip(shown, bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Not the token.
    public var description: String { "a token" }
}

/// A file that gives no token.
public struct AccessTokenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Reason: Hashable, Sendable {
        /// It cannot be read.
        case unreadable(Errno)
        /// It is a folder, a pipe or a device.
        case notAFile
        /// Its mode lets everybody read it.
        case readableByOthers
        /// Its first line is too short, or has blanks or other than ASCII.
        case noToken
    }

    /// What is wrong.
    public let reason: Reason
    /// The file.
    public let file: FilePath

    init(_ reason: Reason, _ file: FilePath) {
        self.reason = reason
        self.file = file
    }

    /// One line for a person: what, where and what to do.
    public var description: String {
        switch reason {
        case .unreadable(let error): "the token file '\(file)' cannot be read: \(error)"
        case .notAFile:
            "'\(file)', where the token should be, is no file; make one with: openssl rand -hex 32"
        case .readableByOthers: "everybody may read the token file '\(file)'; chmod 640 or 600 it"
        case .noToken:
            "the first line of the token file '\(file)' is no token of \(AccessToken.minimumLength) characters or more "
                + "without blanks; make one with: openssl rand -hex 32"
        }
    }
}
