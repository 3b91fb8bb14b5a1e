internal import Articles
internal import QueryLanguage
internal import Synchronization

/// How long searches took, by what kind of question they were.
final class SearchTimes: Sendable {
    /// What makes a search cheap or dear.
    enum Class: String, CaseIterable {
        /// No words, only filters or everything.
        case filter
        /// One word, phrase or beginning.
        case word
        /// Several that an article must all have.
        case all
        /// Several of which an article must have any.
        case any

        init(_ query: Query?) {
            switch query {
            case nil, .everything, .filter: self = .filter
            case .words: self = .word
            case .not(let child): self = Class(child)
            case .any: self = .any
            case .all(let children):
                let worded = children.map { Class($0) }.filter { $0 != .filter }
                self = worded.count > 1 ? .all : worded.first ?? .filter
            }
        }
    }

    /// 0.25 ms to 2.5 s: from one word in a small archive to a pasted page in a large one.
    private static let bounds = [0.00025, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5]

    private let state = Mutex(
        Dictionary(uniqueKeysWithValues: Class.allCases.map { ($0, DurationHistogram(bounds: bounds)) }))

    func add(_ duration: Duration, for query: Query?) {
        let kind = Class(query)
        state.withLock { $0[kind]?.add(duration) }
    }

    /// The histograms by the names of the kinds.
    var all: [(String, DurationHistogram)] {
        state.withLock { state in
            Class.allCases.compactMap { kind in state[kind].map { (kind.rawValue, $0) } }
        }
    }
}
