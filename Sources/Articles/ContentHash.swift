/// What makes two files one content, whatever their paths: the SHA-256 of all their bytes, and how these are
/// read.
///
/// The bytes of a list of stories say one thing as lines of JSON and another as a text, so the digest alone
/// would give a file that is renamed from one to the other the articles that it had.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
    /// The digest, 32 bytes, and after it the name of the format in ASCII.
    public let bytes: [UInt8]

    /// The length of a SHA-256.
    public static let digestByteCount = 32

    /// Takes what ``bytes`` gave; `nil` for what is too short to hold a digest.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= Self.digestByteCount else { return nil }
        self.bytes = bytes
    }

    /// Puts a digest and a format together; `nil` unless the digest has 32 bytes.
    public init?(digest: [UInt8], format: String) {
        guard digest.count == Self.digestByteCount else { return nil }
        self.init(bytes: digest + Array(format.utf8))
    }

    /// Puts a digest, a format and a character set together that somebody named: the same bytes say something
    /// else then.
    public init?(digest: [UInt8], format: String, charset: String?) {
        self.init(digest: digest, format: charset.map { "\(format)@\($0)" } ?? format)
    }

    /// Whether another content is read in the same way: in one format, and in one character set where
    /// somebody named it. Only then do equal bytes in the two say the same.
    public func isRead(as other: ContentHash) -> Bool {
        bytes.dropFirst(Self.digestByteCount) == other.bytes.dropFirst(Self.digestByteCount)
    }

    /// The SHA-256 of the file's bytes, 32 bytes.
    public var digest: [UInt8] { Array(bytes.prefix(Self.digestByteCount)) }

    /// The character set that somebody named for the bytes; `nil` where nobody did.
    public var charset: String? {
        let format = bytes.dropFirst(Self.digestByteCount)
        guard let mark = format.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        return String(decoding: format[(mark + 1)...], as: UTF8.self)
    }

    /// The SHA-256 of the file's bytes, as `sha256sum` prints it: 64 hexadecimal digits in lower case.
    public var description: String {
        bytes.prefix(Self.digestByteCount).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
