public import SystemPackage

/// A path as bytes: the names of files are bytes on Linux, and not always text.
extension FilePath {
    /// The bytes of the path, without a NUL at the end.
    public var bytes: [UInt8] {
        unsafe withPlatformString { text in
            unsafe UnsafeBufferPointer(start: text, count: length).map { UInt8(bitPattern: $0) }
        }
    }

    /// The path with the given bytes, up to the first NUL, normalised as every `FilePath` is.
    public init(bytes: [UInt8]) {
        var platformString = bytes
        platformString.append(0)
        self = unsafe platformString.withUnsafeBytes { buffer in
            // The buffer is never empty, so it has an address; an empty path stands for the impossible.
            unsafe buffer.baseAddress.map { start in
                unsafe FilePath(platformString: start.assumingMemoryBound(to: CChar.self))
            } ?? FilePath()
        }
    }

    /// The path with the given bytes, up to the first NUL, normalised as every `FilePath` is.
    public init(bytes: ArraySlice<UInt8>) { self.init(bytes: Array(bytes)) }

    /// The path as text for people and JSON: bytes that are not UTF-8, and backslashes before an `x`, are
    /// written `\xHH`, so that two different paths never look alike.
    public var displayText: String { Self.displayText(of: bytes) }

    /// ``displayText`` of the path that `bytes` are.
    public static func displayText(of bytes: [UInt8]) -> String {
        // Nearly every path is what it looks like.
        if !bytes.contains(UInt8(ascii: "\\")), let text = String(validating: bytes, as: UTF8.self) {
            return text
        }
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            switch decoder.decode(&iterator) {
            case .scalarValue("\\") where rest.dropFirst().first == UInt8(ascii: "x"):
                text += "\\x5c"
                rest = rest.dropFirst()
            case .scalarValue(let scalar):
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            case .emptyInput, .error:
                text += "\\x" + hexadecimal(rest[rest.startIndex])
                rest = rest.dropFirst()
            }
        }
        return text
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
