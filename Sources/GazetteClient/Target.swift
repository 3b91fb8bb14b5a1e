/// The target of a request: a path and form-encoded parameters.
struct Target: Sendable {
    private(set) var text: String

    /// A path whose parts are encoded each by itself.
    init(_ parts: String...) {
        text = parts.map { "/" + Self.encode($0.utf8) }.joined()
    }

    /// The target with one parameter more; its value is bytes, since paths are.
    func with(_ name: String, _ value: some Sequence<UInt8>) -> Target {
        var target = self
        target.text += (text.contains("?") ? "&" : "?") + name + "=" + Self.encode(value)
        return target
    }

    /// The target with a number as one parameter more.
    func with(_ name: String, _ value: some BinaryInteger) -> Target { with(name, String(value).utf8) }

    /// Everything but the unreserved characters of RFC 3986 as `%HH`, which is right in a path and in a form.
    private static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
