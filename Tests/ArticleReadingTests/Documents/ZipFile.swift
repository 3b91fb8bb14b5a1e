/// A zip archive of members that are stored as they are.
func zip(_ members: [(name: String, content: String)]) -> [UInt8] {
    zip(members.map { (name: $0.name, bytes: Array($0.content.utf8)) })
}

/// The same of bytes.
func zip(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
        // The version that unpacks it, flags (names in UTF-8), method, time, date, checksum, sizes, length of
        // the name.
        var common = littleEndian(20, 2) + littleEndian(0x800, 2) + littleEndian(0, 6)
        common += littleEndian(Int(crc32(bytes)), 4) + littleEndian(bytes.count, 4)
        common += littleEndian(bytes.count, 4) + littleEndian(name.utf8.count, 2) + littleEndian(0, 2)
        directory += Array("PK\u{1}\u{2}".utf8) + littleEndian(20, 2) + common + littleEndian(0, 10)
        directory += littleEndian(file.count, 4) + Array(name.utf8)
        file += Array("PK\u{3}\u{4}".utf8) + common + Array(name.utf8) + bytes
    }
    let start = file.count
    file += directory + Array("PK\u{5}\u{6}".utf8) + littleEndian(0, 4) + littleEndian(members.count, 2)
    file += littleEndian(members.count, 2) + littleEndian(directory.count, 4) + littleEndian(start, 4)
    return file + littleEndian(0, 2)
}

private func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { checksum, byte in
        (0..<8).reduce(checksum ^ UInt32(byte)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
    }
}
