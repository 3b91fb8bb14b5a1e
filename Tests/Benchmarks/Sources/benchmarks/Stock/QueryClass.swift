/// Queries of one kind, each as Gazette and as stock FTS5 take it.
struct QueryClass {
    struct Query {
        let gazette: String
        let stock: String
        /// Whether any of its words is enough for Gazette, too.
        var isAny = false
    }

    let name: String
    let queries: [Query]
}
