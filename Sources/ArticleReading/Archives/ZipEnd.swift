/// The record that closes a zip archive and says where its list of members stands (APPNOTE 4.3.16).
///
///     offset  bytes
///     0       4      "PK", 5, 6
///     12      4      size of the list of members, little-endian
///     16 4 where the list begins, little-endian; with the size all ones where a zip64 record says it 20 2
///     length of the comment, which follows
enum ZipEnd {
    private static let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let listMark: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let zip64Mark: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
    private static let byteCount = 22
    /// 65,535 bytes: the longest comment.
    private static let longestComment = 65_535
    /// The record of zip64 that says where another one is stands before this one, in 20 bytes.
    private static let zip64ByteCount = 20

    /// Whether an archive that begins with a member is closed: the list of its members is there. The end of
    /// an archive that lies in this one as it is closes that one, and its list does not stand where it says.
    static func isThere(in bytes: [UInt8]) -> Bool {
        let last = bytes.count - byteCount
        guard last >= 0 else { return false }
        return stride(from: last, through: max(0, last - longestComment), by: -1).contains { place in
            bytes[place] == mark[0] && bytes[place...].starts(with: mark) && hasList(at: place, of: bytes)
        }
    }

    private static func hasList(at place: Int, of bytes: [UInt8]) -> Bool {
        let size = number(at: place + 12, of: bytes)
        let start = number(at: place + 16, of: bytes)
        if size == UInt32.max || start == UInt32.max {
            return place >= zip64ByteCount && bytes[(place - zip64ByteCount)...].starts(with: zip64Mark)
        }
        guard Int(start) + Int(size) <= place else { return false }
        return size == 0 ? place == 0 : bytes[Int(start)...].starts(with: listMark)
    }

    private static func number(at place: Int, of bytes: [UInt8]) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
}
