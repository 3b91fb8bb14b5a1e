internal import Synchronization

/// Decoded postings, kept from one search to the next.
///
/// It holds what FTS5's segments say, in a form that can be searched at once; nothing is in it that cannot be
/// read again. A term's postings are used again as long as its segments are the same, and where some were added
/// only those are read. All searches of a process share one; any thread may use it.
public final class PostingsCache: Sendable {
    /// What is looked up.
    enum Key: Hashable, Sendable {
        /// A word's postings.
        case word(WordTerms)
        /// What a commit's postings were made into, other than by a word: a phrase, a prefix, words near each other.
        case pattern(SearchPattern)
        /// Articles that a filter lets pass, by its text.
        case set(String)
        /// How many articles have any, or all, of some patterns.
        case count([SearchPattern], isOfAll: Bool)
    }

    /// What is kept.
    enum Value: Sendable {
        case word(WordPostings)
        case list(PostingList, revision: Int64)
        case set(ArticleIDs, revision: Int64)
        case count(Int, revision: Int64)

        var revision: Int64 {
            switch self {
            case .word(let postings): postings.revision
            case .list(_, let revision), .set(_, let revision), .count(_, let revision): revision
            }
        }

        var byteCount: Int {
            switch self {
            case .word(let postings): postings.byteCount
            case .list(let list, _): list.byteCount
            case .set(let set, _): set.byteCount
            case .count: 512
            }
        }
    }

    private struct Entry {
        var value: Value
        var byteCount: Int
        var lastUse: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var byteCount = 0
        var uses: UInt64 = 0
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
            state.entries[key]?.lastUse = state.uses
            return state.entries[key]?.value
        }
    }

    /// Keeps a value, unless one of a later commit is there: a long search must not undo what a later one found.
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
            if state.byteCount > byteLimit { Self.shrink(&state, to: byteLimit / 4 * 3) }
        }
    }

    /// Drops everything.
    public func removeAll() { state.withLock { $0 = State() } }

    /// Down to three quarters at once, so that the sort is paid by what made a quarter of it.
    private static func shrink(_ state: inout State, to byteLimit: Int) {
        for (key, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            guard state.byteCount > byteLimit else { return }
            state.entries[key] = nil
            state.byteCount -= entry.byteCount
        }
    }
}
