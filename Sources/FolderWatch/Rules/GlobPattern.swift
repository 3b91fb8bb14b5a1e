/// A pattern over the bytes of a relative path, in the manner of `fnmatch` and `.gitignore`.
///
/// `*` and `?` stand for characters other than `/`, `[a-z]` and `[!a-z]` for one of a set, `**` for any
/// number of folders, `\` takes the next character as it is. A pattern with no `/` is held against the last
/// name of the path, one with a `/` against the whole of it; a `/` at the end asks for a folder. No pattern
/// is an error: a `[` that nothing closes stands for itself.
struct GlobPattern: Sendable, Equatable {
    /// The pattern as written.
    let source: String
    private let segments: [[UInt8]]
    private let isAnchored: Bool
    private let wantsFolder: Bool

    init(_ source: String) {
        self.source = source
        let pieces = source.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        segments = pieces
        wantsFolder = source.utf8.last == UInt8(ascii: "/")
        isAnchored = source.utf8.first == UInt8(ascii: "/") || pieces.count > 1
    }

    /// Whether the path with these names, from the watched folder down, is one that the pattern means.
    func matches(_ names: some RandomAccessCollection<ArraySlice<UInt8>>, isFolder: Bool) -> Bool {
        guard let last = names.last, let first = segments.first, isFolder || !wantsFolder else {
            return false
        }
        if !isAnchored { return Self.isAnyDepth(first) || Self.segment(first, matches: last) }
        return matchesWhole(Array(names))
    }

    /// Goes through segments and names side by side; after a mismatch the latest `**` takes one name more.
    private func matchesWhole(_ names: [ArraySlice<UInt8>]) -> Bool {
        var segment = 0
        var name = 0
        var retry: (segment: Int, name: Int)?
        while name < names.count {
            if segment < segments.count, Self.isAnyDepth(segments[segment]) {
                segment += 1
                retry = (segment, name)
            } else if segment < segments.count, Self.segment(segments[segment], matches: names[name]) {
                segment += 1
                name += 1
            } else if let last = retry {
                retry = (last.segment, last.name + 1)
                (segment, name) = (last.segment, last.name + 1)
            } else {
                return false
            }
        }
        return segments[segment...].allSatisfy(Self.isAnyDepth)
    }

    private static func isAnyDepth(_ segment: [UInt8]) -> Bool {
        segment == [UInt8(ascii: "*"), UInt8(ascii: "*")]
    }

    /// Whether one name fits a pattern without `/`; the latest `*` takes one character more after a mismatch,
    /// so the cost is at most the product of both lengths.
    static func segment(_ pattern: [UInt8], matches name: ArraySlice<UInt8>) -> Bool {
        var at = 0
        var position = name.startIndex
        var retry: (at: Int, position: Int)?
        while position < name.endIndex {
            if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
                at += 1
                retry = (at, position)
            } else if at < pattern.count, let step = step(pattern, at, name, position) {
                (at, position) = step
            } else if let last = retry {
                let next = last.position + Character(in: name, at: last.position).byteCount
                retry = (last.at, next)
                (at, position) = (last.at, next)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// Where pattern and name go on when the pattern's next part takes the name's next character.
    private static func step(
        _ pattern: [UInt8], _ at: Int, _ name: ArraySlice<UInt8>, _ position: Int
    ) -> (Int, Int)? {
        let character = Character(in: name, at: position)
        switch pattern[at] {
        case UInt8(ascii: "?"):
            return (at + 1, position + character.byteCount)
        case UInt8(ascii: "["):
            guard let set = CharacterSet(pattern, at: at) else { break }
            return set.contains(character) ? (set.end, position + character.byteCount) : nil
        case UInt8(ascii: "\\") where at + 1 < pattern.count:
            return pattern[at + 1] == name[position] ? (at + 2, position + 1) : nil
        default:
            break
        }
        return pattern[at] == name[position] ? (at + 1, position + 1) : nil
    }
}

extension GlobPattern {
    /// One Unicode scalar of a name, or a byte that is no UTF-8, which equals only itself.
    fileprivate struct Character {
        let value: UInt32
        let byteCount: Int

        init(in bytes: ArraySlice<UInt8>, at start: Int) {
            let rest = bytes[start...].prefix(4)
            var decoder = Unicode.UTF8.ForwardParser()
            var iterator = rest.makeIterator()
            if case .valid(let encoded) = decoder.parseScalar(from: &iterator) {
                value = Unicode.UTF8.decode(encoded).value
                byteCount = encoded.count
            } else {
                // Past the last code point, so that no range of characters takes it.
                value = 0x11_0000 + UInt32(bytes[start])
                byteCount = 1
            }
        }
    }

    /// `[abc]`, `[a-z]`, `[!a-z]`; a `]` that comes first belongs to the set.
    fileprivate struct CharacterSet {
        private(set) var end: Int
        private var ranges: [ClosedRange<UInt32>] = []
        private var isNegated = false

        init?(_ pattern: [UInt8], at start: Int) {
            let bytes = pattern[...]
            end = start + 1
            if end < bytes.endIndex, bytes[end] == UInt8(ascii: "!") || bytes[end] == UInt8(ascii: "^") {
                isNegated = true
                end += 1
            }
            let first = end
            while end < bytes.endIndex {
                if bytes[end] == UInt8(ascii: "]"), end > first {
                    end += 1
                    return
                }
                if bytes[end] == UInt8(ascii: "\\"), end + 1 < bytes.endIndex { end += 1 }
                let low = Character(in: bytes, at: end)
                end += low.byteCount
                var high = low
                if end + 1 < bytes.endIndex, bytes[end] == UInt8(ascii: "-"),
                    bytes[end + 1] != UInt8(ascii: "]")
                {
                    high = Character(in: bytes, at: end + 1)
                    end += 1 + high.byteCount
                }
                if low.value <= high.value { ranges.append(low.value...high.value) }
            }
            return nil
        }

        func contains(_ character: Character) -> Bool {
            ranges.contains { $0.contains(character.value) } != isNegated
        }
    }
}
