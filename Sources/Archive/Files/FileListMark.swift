internal import GazetteAPI

/// Where a page of a list of files ended. It is handed out as text and comes back: the bytes of the last path
/// in hexadecimal digits, which need no encoding anywhere, behind its certainty where the list is by that.
struct FileListMark {
    let path: [UInt8]
    var certainty = 0.0

    init(path: [UInt8], certainty: Double = 0) {
        self.path = path
        self.certainty = certainty
    }

    /// Reads what ``text`` wrote.
    init(reading text: String) throws(APIError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, let bits = UInt64(Substring(parts[0]), radix: 16),
            let path = Self.bytes(parts[1])
        else {
            throw APIError(
                .badRequest, "'after' is no mark that an answer gave; take 'next_after' of the answer before")
        }
        self.init(path: path, certainty: Double(bitPattern: bits))
    }

    var text: String {
        let digits = path.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return "\(String(certainty.bitPattern, radix: 16))-\(digits.joined())"
    }

    private static func bytes(_ digits: Substring.UTF8View) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = digits
        while !rest.isEmpty {
            guard let byte = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
