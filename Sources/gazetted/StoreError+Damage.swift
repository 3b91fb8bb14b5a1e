internal import ArticleStore

extension StoreError {
    /// Whether a database was found damaged, which is set aside then.
    var isOfDamage: Bool { if case .damaged = reason { true } else { false } }
}
