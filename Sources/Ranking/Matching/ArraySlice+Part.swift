extension ArraySlice<UInt8> {
    /// Whether the bytes stand in it in a row. Swift's own search for a collection in another is slower by far.
    func contains(_ part: [UInt8]) -> Bool {
        guard let head = part.first else { return true }
        guard count >= part.count else { return false }
        for start in startIndex...(endIndex - part.count)
        where self[start] == head && self[start..<start + part.count].elementsEqual(part) {
            return true
        }
        return false
    }
}
