internal import Synchronization

/// What two threads know of a ranking that they share: one that searches, and one that helps it.
///
/// Others may take the helper's core away in the midst of anything, so that nothing of it is waited for: what
/// it has begun and not finished is done once more.
final class RankingBeside: Sendable {
    private struct State {
        /// What the helper has found in windows that it has finished.
        var contenders: [RankedArticle] = []
        /// The window that the helper is at.
        var window: Int?
        var isClosed = false
        /// How many articles were counted.
        var count = 0
        var nextRange = 0
        /// The range that the helper is counting.
        var range: Int?
    }

    /// As many pieces is the count made in.
    private static let rangeCount = 8

    let windows: WindowRow
    let floor = SharedFloor()
    private let counted: [PostingList]
    private let ranges: [Range<Int>]
    private let state = Mutex(State())

    /// Shares windows, and the count of the articles that have any of some lists.
    init(_ windows: WindowRow, _ counted: [PostingList]) {
        self.windows = windows
        self.counted = counted
        let windowCount = counted.isEmpty ? 0 : PostingList.windowCount(of: counted)
        let length = (windowCount + Self.rangeCount - 1) / Self.rangeCount
        ranges = stride(from: 0, to: windowCount, by: max(1, length)).map {
            $0..<min($0 + length, windowCount)
        }
    }

    /// A window for the helper; `nil` without one.
    func takeWindow() -> Int? {
        state.withLock { state in
            state.window = state.isClosed ? nil : windows.next()
            return state.window
        }
    }

    /// Takes over what the helper has found in its window, unless that was done by the other.
    func finishWindow(_ contenders: [RankedArticle]) {
        state.withLock { state in
            if !state.isClosed { state.contenders += contenders }
            state.window = nil
        }
    }

    /// What the helper has found, and the window that it has not finished, of which nothing more is taken
    /// over.
    func closeWindows() -> (contenders: [RankedArticle], unfinished: Int?) {
        state.withLock { state in
            state.isClosed = true
            return (state.contenders, state.window)
        }
    }

    /// Counts a range for the helper; `false` without one.
    func countNext() -> Bool {
        guard let range = takeRange(forHelper: true) else { return false }
        let count = PostingList.count(ofAny: counted, windows: ranges[range])
        state.withLock { state in
            if state.range == range {
                state.count += count
                state.range = nil
            }
        }
        return true
    }

    /// How many articles there are, once what is left was counted; calls `check` now and then.
    func finishCount(_ check: () throws -> Void) throws -> Int {
        while let range = takeRange(forHelper: false) ?? takeBack() {
            try check()
            let count = PostingList.count(ofAny: counted, windows: ranges[range])
            state.withLock { $0.count += count }
        }
        return state.withLock { $0.count }
    }

    /// Has the helper begin nothing any more.
    func end() {
        state.withLock { state in
            state.isClosed = true
            state.nextRange = ranges.count
            state.range = nil
        }
    }

    private func takeRange(forHelper isHelper: Bool) -> Int? {
        state.withLock { state in
            guard state.nextRange < ranges.count else { return nil }
            defer { state.nextRange += 1 }
            if isHelper { state.range = state.nextRange }
            return state.nextRange
        }
    }

    /// The range that the helper is still counting, which then counts for nothing.
    private func takeBack() -> Int? { state.withLock { $0.range.take() } }
}
