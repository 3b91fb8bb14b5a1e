extension ArraySlice<UInt8> {
    /// Whether the bytes stand in it in a row. Swift's own search for a collection in another is slower by
    /// far.
    func contains(_ part: [UInt8]) -> Bool { span.contains(part.span) }
}

extension Span<UInt8> {
    /// Whether some bytes stand in it in a row: most often there is not even the first of them.
    fileprivate func contains(_ part: Span<UInt8>) -> Bool {
        guard let first = part.isEmpty ? nil : part[0] else { return true }
        var start = 0
        while start + part.count <= count {
            if self[start] == first {
                var length = 1
                while length < part.count, self[start + length] == part[length] { length += 1 }
                if length == part.count { return true }
            }
            start += 1
        }
        return false
    }
}
