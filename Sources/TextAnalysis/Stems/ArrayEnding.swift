extension Array where Element: Equatable {
    /// Whether the last elements, bytes or letters, are those of another.
    @inline(__always)
    func ends(with other: [Element]) -> Bool {
        guard count >= other.count else { return false }
        let start = count - other.count
        // The last one differs nearly always.
        for index in other.indices.reversed() where self[start + index] != other[index] { return false }
        return true
    }
}
