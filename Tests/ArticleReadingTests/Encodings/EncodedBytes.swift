import Glibc

/// `text` in the character set that iconv knows as `name`; `nil` where the set lacks one of its characters.
func encoded(_ text: String, as name: String) -> [UInt8]? {
    guard let converter = unsafe iconv_open(name, "UTF-8"), UInt(bitPattern: converter) != UInt.max else {
        return nil
    }
    defer { _ = unsafe iconv_close(converter) }
    var input = Array(text.utf8CString.dropLast())
    var isWhole = false
    let capacity = input.count * 4 + 16
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
        unsafe input.withUnsafeMutableBufferPointer { source in
            var from = source.baseAddress
            var fromLeft = source.count
            var to = unsafe UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var toLeft = capacity
            isWhole = unsafe iconv(converter, &from, &fromLeft, &to, &toLeft) == 0
            count = capacity - toLeft
        }
    }
    return isWhole ? bytes : nil
}

/// UTF-8 of `text`, read as the set of one byte a character that iconv knows as `name`, and written as UTF-8.
/// Bytes that the set leaves out become the control characters of their numbers, as browsers have it.
func doublyEncoded(_ text: String, as name: String) -> [UInt8] {
    let set = highCharacters[name] ?? [:]
    let characters = text.utf8.compactMap { byte in byte < 0x80 ? Unicode.Scalar(byte) : set[byte] }
    return Array(String(String.UnicodeScalarView(characters)).utf8)
}

/// The characters of the bytes from 0x80 on, in the two sets that texts are wrongly read as.
private let highCharacters: [String: [UInt8: Unicode.Scalar]] = ["CP1251", "CP1252"].reduce(into: [:]) {
    sets, name in
    var set: [UInt8: Unicode.Scalar] = [:]
    for byte in UInt8(0x80)...0xFF { set[byte] = Unicode.Scalar(byte) }
    for value in (0xA0...0x2FFF) as ClosedRange<UInt32> {
        guard let scalar = Unicode.Scalar(value), let bytes = encoded(String(scalar), as: name),
            bytes.count == 1
        else { continue }
        set[bytes[0]] = scalar
    }
    sets[name] = set
}
