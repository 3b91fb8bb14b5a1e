/// What is made once for a commit and kept in the cache beside the lists.
extension PostingsView {
    /// How many articles have any, or all, of some patterns: made once for a commit.
    ///
    /// - Parameters:
    ///   - patterns: The patterns.
    ///   - isOfAll: Whether an article must have all of them.
    /// - Returns: The count, if it is known.
    public func knownCount(of patterns: [SearchPattern], isOfAll: Bool) -> Int? {
        guard case .count(let count, revision)? = cache.value(.count(patterns, isOfAll: isOfAll)) else {
            return nil
        }
        return count
    }

    /// Keeps a count for ``knownCount(of:isOfAll:)``.
    ///
    /// - Parameters:
    ///   - count: How many articles.
    ///   - patterns: The patterns.
    ///   - isOfAll: Whether an article must have all of them.
    public func keep(count: Int, of patterns: [SearchPattern], isOfAll: Bool) {
        cache.keep(.count(count, revision: revision), for: .count(patterns, isOfAll: isOfAll))
    }

    /// What ``distances(of:among:within:in:)`` found before.
    func knownDistances(among words: [SearchPattern]) -> [UInt32: [UInt8]] {
        guard case .distances(let distances, revision)? = cache.value(.distances(words)) else { return [:] }
        return distances
    }

    func keep(_ distances: [UInt32: [UInt8]], among words: [SearchPattern]) {
        cache.keep(.distances(distances, revision: revision), for: .distances(words))
    }

    /// A set of articles that is made once for a commit.
    ///
    /// - Parameters:
    ///   - name: What it is a set of.
    ///   - make: Makes it, if it is not in the cache.
    /// - Returns: The set.
    /// - Throws: What `make` throws.
    public func set(_ name: String, _ make: () throws -> ArticleIDs) rethrows -> ArticleIDs {
        let key = PostingsCache.Key.set(name)
        if case .set(let set, revision)? = cache.value(key) { return set }
        let set = try make()
        cache.keep(.set(set, revision: revision), for: key)
        return set
    }
}
