internal import Synchronization

/// Decoded postings, kept from one search to the next.
///
/// It holds what FTS5's segments say, in a form that can be searched at once; nothing is in it that cannot be
/// read again. A term's postings are used again as long as its segments are the same, and where some were
/// added only those are read. All searches of a process share one; any thread may use it.
public final class PostingsCache: Sendable {
    /// What is looked up.
    enum Key: Hashable, Sendable {
        /// A word's postings.
        case word(WordTerms)
        /// What a commit's postings were made into, other than by a word: a phrase, a prefix, words near each
        /// other.
        case pattern(SearchPattern)
        /// Articles that a filter lets pass, by its text.
        case set(String)
        /// How many articles have any, or all, of some patterns.
        case count([SearchPattern], isOfAll: Bool)
        /// How far words stand apart in the articles that were asked for.
        case distances([SearchPattern])
        /// What is known of the terms of a segment, by its number.
        case segment(Int)
    }

    /// What is kept.
    enum Value: Sendable {
        case word(WordPostings)
        case list(PostingList, revision: Int64)
        case set(ArticleIDs, revision: Int64)
        case count(Int, revision: Int64)
        case distances([UInt32: [UInt8]], revision: Int64)
        case segment(SegmentFilter)

        var revision: Int64 {
            switch self {
            case .word(let postings): postings.revision
            case .segment(let filter): filter.revision
            case .list(_, let revision), .set(_, let revision), .count(_, let revision),
                .distances(_, let revision):
                revision
            }
        }

        var byteCount: Int {
            switch self {
            case .word(let postings): postings.byteCount
            case .segment(let filter): filter.byteCount
            case .list(let list, _): list.byteCount
            case .set(let set, _): set.byteCount
            case .count: 512
            case .distances(let distances, _): 512 + distances.count * 96
            }
        }
    }

    private struct Entry {
        var value: Value
        var byteCount: Int
        var lastUse: UInt64

        /// 32 KB: the list of a word in some twenty thousand articles.
        var isSmall: Bool { byteCount <= 32 << 10 }
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var byteCount = 0
        var uses: UInt64 = 0
        /// The uses at the last call of ``removeUnused()``.
        var lookedAt: UInt64 = 0
    }

    /// The most bytes that it holds, roughly.
    public let byteLimit: Int
    private let state = Mutex(State())

    /// Makes an empty cache.
    ///
    /// - Parameter byteLimit: The most bytes to hold; what was not used for longest goes first.
    public init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// The bytes that it holds now, roughly.
    public var byteCount: Int { state.withLock { $0.byteCount } }

    /// What was kept.
    func value(_ key: Key) -> Value? {
        state.withLock { state in
            state.uses += 1
            guard let index = state.entries.index(forKey: key) else { return nil }
            state.entries.values[index].lastUse = state.uses
            return state.entries.values[index].value
        }
    }

    /// Keeps a value, unless one of a later commit is there: a long search must not undo what a later one
    /// found.
    func keep(_ value: Value, for key: Key) {
        let byteCount = value.byteCount + 128
        guard byteCount <= byteLimit / 2 else { return }
        state.withLock { state in
            if let old = state.entries[key] {
                guard old.value.revision <= value.revision else { return }
                state.byteCount -= old.byteCount
            }
            state.uses += 1
            state.entries[key] = Entry(value: value, byteCount: byteCount, lastUse: state.uses)
            state.byteCount += byteCount
            if state.byteCount > byteLimit { Self.shrink(&state, to: byteLimit / 8 * 7) }
        }
    }

    /// Drops what was not used since the last call, for who asks now and then.
    ///
    /// - Returns: The bytes that it had, roughly.
    public func removeUnused() -> Int {
        state.withLock { state in
            let unused = state.entries.filter { $0.value.lastUse <= state.lookedAt }
            for key in unused.keys { state.entries[key] = nil }
            let byteCount = unused.values.reduce(0) { $0 + $1.byteCount }
            state.byteCount -= byteCount
            state.lookedAt = state.uses
            return byteCount
        }
    }

    /// Drops everything.
    public func removeAll() { state.withLock { $0 = State() } }

    /// Down to seven eighths at once, so that the sort is paid by what made an eighth of it.
    ///
    /// What is small goes last, unless all of that together has more than an eighth: a phrase or a count
    /// takes a few kilobytes, and as long to find again as the lists of frequent words, which take megabytes.
    private static func shrink(_ state: inout State, to byteLimit: Int) {
        let small = state.entries.values.filter(\.isSmall).reduce(0) { $0 + $1.byteCount }
        let keepsSmall = small <= byteLimit / 8
        let order = state.entries.sorted { left, right in
            let leftStays = keepsSmall && left.value.isSmall
            let rightStays = keepsSmall && right.value.isSmall
            return leftStays == rightStays ? left.value.lastUse < right.value.lastUse : rightStays
        }
        for (key, entry) in order {
            guard state.byteCount > byteLimit else { return }
            state.entries[key] = nil
            state.byteCount -= entry.byteCount
        }
    }
}
