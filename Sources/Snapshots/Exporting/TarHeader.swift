/// One file's header in a tar archive (POSIX ustar), for the few names that an export has.
struct TarHeader: Equatable {
    static let byteCount = 512
    /// The first file of an export: its manifest, by which the others are checked.
    static let manifestName = "snapshot.json"
    /// What ends an archive.
    static let end = [UInt8](repeating: 0, count: 2 * byteCount)
    /// Eleven octal digits; GNU tar's binary form takes over from there.
    private static let largestOctal: Int64 = 0o77_777_777_777

    let name: String
    let byteCount: Int64
    let modifiedAt: Int64

    init(name: String, byteCount: Int64, modifiedAt: Int64) {
        self.name = name
        self.byteCount = byteCount
        self.modifiedAt = modifiedAt
    }

    /// The zeros that fill a file's last 512 bytes up.
    static func padding(behind byteCount: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: (512 - Int(byteCount % 512)) % 512)
    }

    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        func put(_ field: [UInt8], at offset: Int) {
            bytes.replaceSubrange(offset..<offset + field.count, with: field)
        }
        put(Array(name.utf8), at: 0)
        put(Self.octal(0o600, digits: 7), at: 100)
        put(Self.octal(0, digits: 7), at: 108)
        put(Self.octal(0, digits: 7), at: 116)
        put(Self.size(byteCount), at: 124)
        put(Self.octal(max(0, modifiedAt), digits: 11), at: 136)
        put([UInt8](repeating: UInt8(ascii: " "), count: 8), at: 148)
        put([UInt8(ascii: "0")], at: 156)
        put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
        let sum = bytes.reduce(0) { $0 + Int64($1) }
        put(Self.octal(sum, digits: 6) + [0, UInt8(ascii: " ")], at: 148)
        return bytes
    }

    /// Reads a header that this type wrote; `nil` for any other, be it of a sound archive.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        let name = bytes.prefix(100).prefix { $0 != 0 }
        var byteCount: Int64 = 0
        if bytes[124] == 0x80 {
            for byte in bytes[128..<136] { byteCount = byteCount << 8 | Int64(byte) }
        } else {
            guard let octal = Self.number(bytes[124..<136]) else { return nil }
            byteCount = octal
        }
        guard byteCount >= 0, let modifiedAt = Self.number(bytes[136..<148]) else { return nil }
        self.init(name: String(decoding: name, as: UTF8.self), byteCount: byteCount, modifiedAt: modifiedAt)
        guard self.name.utf8.count <= 100, self.bytes == bytes else { return nil }
    }

    private static func size(_ byteCount: Int64) -> [UInt8] {
        if byteCount <= largestOctal { return octal(byteCount, digits: 11) }
        var field: [UInt8] = [0x80, 0, 0, 0]
        for shift in stride(from: 56, through: 0, by: -8) {
            field.append(UInt8(truncatingIfNeeded: byteCount >> Int64(shift)))
        }
        return field
    }

    private static func octal(_ number: Int64, digits: Int) -> [UInt8] {
        let text = String(number, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        Int64(String(decoding: field.prefix { $0 != 0 }, as: UTF8.self), radix: 8)
    }
}
