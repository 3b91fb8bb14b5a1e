internal import Glibc

/// Writes texts in a character set, by glibc's iconv.
@safe final class SetConverter {
    private let descriptor: iconv_t
    private let name: String

    init(to set: String) throws {
        name = set
        guard let opened = unsafe iconv_open(set, "UTF-8"), UInt(bitPattern: opened) != UInt.max else {
            throw BenchmarkError("iconv does not know the set \(set)")
        }
        unsafe descriptor = opened
    }

    deinit { _ = unsafe iconv_close(descriptor) }

    /// The text in the set; `nil` where the set lacks one of its characters.
    func bytes(of text: String) -> [UInt8]? { unsafe Self.convert(Array(text.utf8), by: descriptor) }

    /// UTF-8 of the text read as the set of one byte a character and written as UTF-8. A byte that the set
    /// leaves out becomes the control character of its number, as browsers have it.
    func doubled(_ text: String) -> [UInt8]? {
        guard let back = unsafe iconv_open("UTF-8", name), UInt(bitPattern: back) != UInt.max else {
            return nil
        }
        defer { _ = unsafe iconv_close(back) }
        return text.utf8.flatMap { byte in
            unsafe Self.convert([byte], by: back) ?? Array(String(Unicode.Scalar(byte)).utf8)
        }
    }

    /// The text as people wrote it who had only the set: its quotation marks and dashes in the place of those
    /// that it lacks.
    static func plain(_ text: String, in set: String) -> String {
        guard ["KOI8-R", "CP866"].contains(set) else { return text }
        let signs: [Character: String] = [
            "«": "\"", "»": "\"", "“": "\"", "”": "\"", "„": "\"", "’": "'", "‘": "'", "–": "-", "—": "-",
            "…": "...",
            "\u{A0}": " ", "\u{2011}": "-", "€": "EUR", "§": "par.", "°": " град.", "\u{AD}": "", "•": "*",
        ]
        return text.reduce(into: "") { $0 += signs[$1] ?? String($1) }
    }

    @unsafe private static func convert(_ bytes: [UInt8], by descriptor: iconv_t) -> [UInt8]? {
        _ = unsafe iconv(descriptor, nil, nil, nil, nil)
        var input = bytes.map { CChar(bitPattern: $0) }
        var isWhole = false
        let capacity = input.count * 4 + 16
        let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            unsafe input.withUnsafeMutableBufferPointer { source in
                var from = source.baseAddress
                var fromLeft = source.count
                var to = unsafe UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(
                    to: CChar.self)
                var toLeft = capacity
                isWhole = unsafe iconv(descriptor, &from, &fromLeft, &to, &toLeft) == 0
                count = capacity - toLeft
            }
        }
        return isWhole ? output : nil
    }
}
