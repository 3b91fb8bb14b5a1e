@testable import ArticleStore
import Articles
import Testing

/// Hundreds of random changes, and after them the store says what a plain model says.
@Suite struct RandomOperationsTests {
    @Test(
        arguments: [
            (1, .segmentsWhereKnown), (2, .segmentsWhereKnown), (3, .segmentsWhereKnown), (4, .statements),
        ] as [(UInt64, TermWriting)])
    func `whatever happens to the files, the store holds exactly what they say`(
        seed: UInt64, termWriting: TermWriting
    ) async throws {
        let test = try await TestStore(termWriting: termWriting)
        var model = FolderModel(seed: seed)
        var entries: [LedgerEntries] = []
        for step in 1...120 {
            let report = try await test.commit(model.nextChanges(in: test), toLedger: false)
            entries += [report.ledger].compactMap(\.self)
            guard step % 10 == 0 else { continue }
            try await test.store.appendToLedger(entries)
            entries = []
            try compare(test, model, "seed \(seed), step \(step)")
            if step % 40 == 0 {
                try test.expectSound("seed \(seed), step \(step)")
                try await test.reopen()
            }
        }
        try await finishAll(&model, test)
        try compare(test, model, "seed \(seed), at the end")
        try await rebuild(test, model, "seed \(seed)")
        try test.expectSound("seed \(seed), rebuilt")
    }

    /// Everything is committed again into an empty index, and every place has its id again.
    private func rebuild(_ test: TestStore, _ model: FolderModel, _ comment: Comment) async throws {
        let before = try places(test)
        try test.deleteIndex()
        try await test.open()
        for (name, lines) in model.files.sorted(by: { $0.key > $1.key }) {
            try await test.commit(test.lines(name, lines))
        }
        #expect(try places(test) == before, comment)
        try compare(test, model, comment)
    }

    private func finishAll(_ model: inout FolderModel, _ test: TestStore) async throws {
        for (name, lines) in model.unfinished.sorted(by: { $0.key < $1.key }) {
            try await test.commit(test.lines(name, lines))
            model.finished(name)
        }
    }

    private func places(_ test: TestStore) throws -> [String: Int64] {
        var places: [String: Int64] = [:]
        for id in try test.allIDs() { for place in try test.places(id) { places[place] = id } }
        return places
    }

    private func compare(_ test: TestStore, _ model: FolderModel, _ comment: Comment) throws {
        let ids = try test.allIDs()
        let texts = try ids.map { try test.body($0) ?? "" }
        for (name, lines) in model.files {
            #expect(try test.file(name)?.state == .indexed, comment)
            let found = try test.ids(name)
            #expect(found.count == lines.count { !$0.isRefused }, comment)
            for (index, line) in lines.enumerated() where !line.isRefused {
                let id = found[Int64(index + 1)]
                #expect(try id.flatMap { try test.body($0) } == line.text, comment)
                #expect(try id.flatMap { try test.article($0)?.article.guid } == line.guid, comment)
            }
        }
        for name in model.gone { #expect(try test.file(name)?.state != .indexed, comment) }
        for name in model.unfinished.keys { #expect(try test.file(name)?.state == .pending, comment) }
        if model.unfinished.isEmpty {
            // Lines without a guid are one article too where a changed copy of a file kept them.
            #expect(ids.count <= model.articleCount, comment)
            #expect(try ids.count { try test.article($0)?.article.guid != nil } == model.guidCount, comment)
            #expect(Set(texts) == model.texts, comment)
        }
        for word in FolderModel.words {
            let expected = zip(ids, texts).filter { $0.1.split(separator: " ").contains { $0 == word } }.map(
                \.0)
            #expect(try test.find(word) == expected, comment)
        }
        let statistics = try test.store.readBlocking { try $0.statistics() }
        // Each title is one token.
        let tokenCount = texts.reduce(0) { $0 + 1 + $1.split(separator: " ").count }
        #expect(statistics == CorpusStatistics(articleCount: ids.count, tokenCount: tokenCount), comment)
    }
}
