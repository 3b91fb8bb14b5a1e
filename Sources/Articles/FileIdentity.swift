/// What `stat` says of a file: equal identities mean that its bytes need not be read again.
///
/// A rename changes ``changeTime`` on Linux and nothing else, so a moved file is recognised by the other
/// four.
public struct FileIdentity: Hashable, Sendable {
    /// The number of the device that holds the file.
    public let device: UInt64
    /// The number of the file on its device.
    public let inode: UInt64
    /// The size in bytes.
    public let byteCount: Int64
    /// When the bytes were last changed, in nanoseconds since 1970.
    public let modificationTime: Int64
    /// When the inode was last changed, in nanoseconds since 1970.
    public let changeTime: Int64

    /// Makes an identity of the five numbers.
    public init(device: UInt64, inode: UInt64, byteCount: Int64, modificationTime: Int64, changeTime: Int64) {
        self.device = device
        self.inode = inode
        self.byteCount = byteCount
        self.modificationTime = modificationTime
        self.changeTime = changeTime
    }

    /// Whether both are the same bytes of the same inode, moved or not: everything but ``changeTime`` is
    /// equal.
    public func isSameFile(as other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode && byteCount == other.byteCount
            && modificationTime == other.modificationTime
    }
}
