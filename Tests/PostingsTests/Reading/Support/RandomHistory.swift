import GRDB
import TestSupport

/// Changes to a table as they come in the life of an index: one commit each.
struct RandomHistory {
    let table: FullTextTable
    var texts: RandomTexts
    private var random: SeededGenerator
    private var ids: [Int64] = []
    private var nextID: Int64 = 1

    init(_ table: FullTextTable, seed: UInt64) {
        self.table = table
        texts = RandomTexts(seed: seed &* 1_000)
        random = SeededGenerator(seed: seed)
    }

    /// Inserts, updates or deletes some articles, or merges segments.
    mutating func change(mayOptimize: Bool) throws {
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where !ids.isEmpty: try delete()
        case 1 where !ids.isEmpty: try update()
        case 2:
            let pages = [1, 4, -3].randomElement(using: &random) ?? 1
            try table.execute("INSERT INTO t(t, rank) VALUES ('merge', ?)", [pages])
        case 3 where mayOptimize: try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        default: try insert(Int.random(in: 1...40, using: &random))
        }
    }

    /// Inserts articles with larger numbers than all before.
    mutating func insert(_ count: Int) throws {
        var articles: [(id: Int64, title: String, body: String)] = []
        for _ in 0..<count {
            articles.append(texts.article(nextID))
            nextID += Int64.random(in: 1...3, using: &random)
        }
        try table.insert(articles)
        ids += articles.map(\.id)
    }

    private mutating func delete() throws {
        let gone = ids.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        try table.database.write { database in
            for id in gone { try database.execute(sql: "DELETE FROM t WHERE rowid = ?", arguments: [id]) }
        }
        ids.removeAll(where: gone.contains)
    }

    private mutating func update() throws {
        let changed = ids.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        let articles = changed.map { texts.article($0) }
        try table.database.write { database in
            for article in articles {
                try database.execute(
                    sql: "UPDATE t SET title = ?, body = ? WHERE rowid = ?",
                    arguments: [article.title, article.body, article.id])
            }
        }
    }
}
