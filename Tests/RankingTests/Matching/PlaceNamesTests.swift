import Articles
import Testing

/// One place by its names: in their years, in every language.
@Suite struct PlaceNamesTests {
    /// In the order of their ids, from 1.
    private static let stories: [(place: String, date: String?)] = [
        ("Akmolinsk", "1950-05-01"), ("Целиноград", "1975-05-01"), ("Akmola", "1995-05-01"),
        ("Астана", "2005-05-01"), ("Nur-Sultan", "2020-02-03"), ("Нұр-Сұлтан", nil),
        ("Akmola", "2020-02-03"), ("Akmola", nil), ("Nur-Sultan", "2024-06-30"), ("Nur-Sultan", "2025-01-01"),
        ("Leningrad", "1975-05-01"), ("Санкт-Петербург", "2005-05-01"), ("Kalinin", "1985-05-01"),
        ("Kalinin", "2015-05-01"), ("Tver", "2015-05-01"), ("Frunze", "1980-05-01"), ("Бишкек", "2015-05-01"),
        ("Alma-Ata", "1986-12-17"), ("Almaty, Kazakhstan", "2015-05-01"), ("努尔苏丹", "2020-05-01"),
    ]

    @Test(arguments: [
        ("place:astana", [1, 2, 3, 4, 5, 6, 8, 9, 20]),
        ("place:nur-sultan", [1, 2, 3, 4, 5, 6, 8, 9, 10, 20]),
        ("place:целиноград", [1, 2, 3, 4, 5, 6, 8, 9, 20]),
        ("place:Акмолинск", [1, 2, 3, 4, 5, 6, 8, 9, 20]),
        // What the query itself says is found in any year.
        ("place:akmola", [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]),
        ("place:astana date:2020", [5, 20]),
        ("place:\"saint petersburg\"", [11, 12]), ("place:ленинград", [11, 12]),
        ("place:tver", [13, 15]), ("place:kalinin", [13, 14, 15]),
        ("place:bishkek", [16, 17]), ("place:frunze", [16, 17]),
        ("place:almaty", [18, 19]), ("place:\"alma-ata\"", [18, 19]),
        // A part of a name, and a name with more, are words.
        ("place:sultan", [5, 9, 10]), ("place:\"almaty kazakhstan\"", [19]),
        ("-place:astana place:akmola", [7]),
    ])
    func `a place is found by each of its names in their years`(text: String, ids: [Int64]) async throws {
        let corpus = try await Corpus(
            Self.stories.map { story in
                Article(
                    title: "T", body: "b", date: story.date.flatMap { ArticleDate($0) }, place: story.place)
            })
        #expect(try corpus.find(text).sorted() == ids)
    }
}
