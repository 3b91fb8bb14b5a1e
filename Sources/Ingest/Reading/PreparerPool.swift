internal import ArticleStore
internal import Synchronization

/// Lends each reader something to prepare articles with; setting one up costs more than preparing a short
/// article.
final class PreparerPool: Sendable {
    private struct Idle: @unchecked Sendable {
        // Nobody uses it while it is in here.
        var preparers: [ArticlePreparer] = []
    }

    private let idle = Mutex(Idle())

    /// One that nobody else uses.
    func take() -> ArticlePreparer {
        idle.withLock { $0.preparers.popLast() } ?? ArticlePreparer()
    }

    /// Takes one back, after which the reader must not use it.
    func giveBack(_ preparer: ArticlePreparer) {
        let idle = Idle(preparers: [preparer])
        self.idle.withLock { $0.preparers += idle.preparers }
    }
}
