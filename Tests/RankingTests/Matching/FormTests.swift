import Articles
import QueryLanguage
@testable import Ranking
import Testing

/// Every form of a word and every spelling of a name finds its article; the very word is above them, and
/// alone where that is asked for.
@Suite struct FormTests {
    /// A query, and a text that it finds by another form or spelling than the one it names.
    static let pairs: [(query: String, text: String)] = [
        ("санкции", "Министр говорил о снятии санкций с заводов и о росте торговли в этом году."),
        ("санкция", "Страны обсудили вопрос о санкциях против поставщиков оборудования для заводов."),
        ("город", "В городах области открыли новые школы, сообщили вчера в министерстве образования."),
        ("новый", "Открыты новые школы, сообщили вчера в министерстве образования и науки области."),
        ("говорить", "Министр говорил вчера о росте торговли и о строительстве дорог в этом году."),
        ("пшеница", "Уборка пшеницы в северных областях завершена раньше срока, сообщило министерство."),
        ("елки", "На площади поставили ёлку, и вчера вечером на ней зажгли первые огни в этом году."),
        ("vessel", "Two vessels left the harbour on Monday, the ministry of transport said in a statement."),
        ("vessels", "One vessel left the harbour on Monday, the ministry of transport said in a statement."),
        ("election", "The elections were held on Sunday, the commission said, and most people voted early."),
        ("running", "He runs the company for the third year and said it would grow in the coming months."),
        ("workers", "A worker of the plant said that the pay was late again and that the union would act."),
        ("облыс", "Солтүстік облыстарда бидай жинау мерзімінен бұрын аяқталды деп хабарлады министрлік."),
        ("мектеп", "Ауылдағы мектептерге жаңа кітаптар әкелінді деп хабарлады білім министрлігі кеше."),
        ("кітап", "Ауылдағы мектептерге жаңа кітаптар әкелінді деп хабарлады білім министрлігі кеше."),
        ("қала", "Қаламызда жаңа көпір ашылды, оған көптеген тұрғын қатысты деп хабарлады әкімдік."),
        ("cheval", "Les chevaux sont arrivés dans la ville, a déclaré le ministre de la culture lundi."),
        ("maisons", "La maison est vendue, a déclaré lundi le maire de la ville aux habitants du quartier."),
        ("Haus", "Die Häuser wurden verkauft, sagte der Bürgermeister am Montag den Einwohnern der Stadt."),
        ("escuela", "Las ciudades del norte tienen nuevas escuelas, dijo el lunes la ministra de educación."),
        ("kitap", "Limandaki kitaplar pazartesi günü satıldı, bakanlık yaptığı açıklamada söyledi."),
        ("Tokayev", "Президент Токаев прибыл в столицу, сообщили вчера в министерстве иностранных дел."),
        (
            "Токаев",
            "President Tokayev arrived in the capital, the ministry of foreign affairs said on Monday."
        ),
        ("Токаев", "Президент Тоқаев елордаға келді деп хабарлады кеше сыртқы істер министрлігі халыққа."),
        ("Tokayev", "Тоқаевтың айтуынша, облыстарда бидай жинау мерзімінен бұрын аяқталды деді министр."),
        ("Токаев", "Встреча с Токаевым прошла вчера в столице, сообщили в министерстве иностранных дел."),
        (
            "Tokaev",
            "President Tokayev arrived in the capital, the ministry of foreign affairs said on Monday."
        ),
        ("tokayev", "Президент Токаев прибыл в столицу, сообщили вчера в министерстве иностранных дел."),
        ("Türkiye", "Bakan pazartesi günü Türkiye'nin yeni okulları hakkında gazetecilere açıklama yaptı."),
        ("Türkiye", "Bakan pazartesi günü Türkiye’nin yeni okulları hakkında gazetecilere açıklama yaptı."),
        ("Ankara", "Bakan pazartesi günü Ankara'da yeni okullar hakkında gazetecilere açıklama yaptı."),
        ("ABD", "Bakan pazartesi günü ABD'nin yeni okulları hakkında gazetecilere açıklama yaptı."),
        ("ABD'ye", "Bakan pazartesi günü ABD’nin yeni okulları hakkında gazetecilere açıklama yaptı."),
        ("Стамбул", "Bakan pazartesi günü İstanbul'da yeni okullar hakkında gazetecilere açıklama yaptı."),
        ("حكومة", "أعلنت الحكومة يوم الاثنين أن المدارس الجديدة ستفتح أبوابها للطلاب في العاصمة"),
        ("Имамоглу", "Ekrem İmamoğlu pazartesi günü mahkemeye çıktı, dedi avukatı gazetecilere."),
        ("Алиев", "İlham Əliyev bazar ertəsi Bakıda yeni məktəbin açılışında iştirak etdi."),
        ("Nazarbayev", "Назарбаев выступил вчера в столице, сообщили в министерстве иностранных дел страны."),
        (
            "Назарбаев",
            "Nazarbayev spoke in the capital on Monday, the ministry of foreign affairs said later."
        ),
        ("Шымкент", "A new bridge was opened in Shymkent on Monday, the city's administration said later."),
        ("Shymkent", "В Шымкенте вчера открыли новый мост, сообщили в администрации города журналистам."),
    ]

    @Test(arguments: pairs)
    func `another form or spelling is found, and not where the very word is asked for`(
        query: String, text: String
    ) async throws {
        let corpus = try await Corpus([Article(title: "1", body: text), Article(title: "2", body: "zzz qqq")])
        #expect(try corpus.find(query) == [1], "\(query)")
        #expect(try corpus.find("=\(query)") == [], "=\(query)")
        let exact = try corpus.search(query, isExact: true)
        #expect(exact.total == 0)
        let article = corpus.articles[0]
        let marked = try corpus.search(query).excerpts.mark(
            title: article.title, body: article.body, language: article.language, checking: {})
        #expect(marked.matchedAs.count == 1)
        #expect(marked.excerpt.highlights.count == 1)
    }

    /// A query, and a text that has the same word, written otherwise: no other form, so that the off switch
    /// changes nothing.
    static let spellings: [(query: String, text: String)] = [
        ("Ержан Байкой", "Ержан Байкой выступил вчера."), ("Zürich", "Zu\u{308}rich voted on Sunday."),
        ("Zu\u{308}rich", "Zürich voted on Sunday."),
        ("елка", "На площади зажгли огни: ёлка стоит до весны."),
        ("ЁЛКА", "На площади зажгли огни: елка стоит до весны."), ("strasse", "Die STRASSE ist gesperrt."),
        ("Straße", "Die STRASSE ist gesperrt."), ("harbour", "The har\u{AD}bour was closed on Monday."),
        ("harbour", "The har\u{200B}bour was closed on Monday."),
        ("har\u{200B}bour", "The har\u{200B}bour was closed on Monday."), ("US", "The U.S. said so."),
        ("U.S.", "The US said so."),
        ("dont", "They don’t agree."), ("don't", "They don’t agree."), ("COVID-19", "Rules on COVID-19 end."),
        ("covid19", "Rules on COVID-19 end."), ("covid", "Rules on COVID-19 end."),
        ("OBrien", "Mr O’Brien said so."),
        ("O'Brien", "Mr OBrien said so."), ("$5bn", "It cost $5bn in all."), ("5bn", "It cost $5bn in all."),
        ("№ 7", "Школа № 7 открыта."), ("10000", "There were 10,000 of them."),
        ("10,000", "There were 10000 of them."), ("10 000", "There were 10,000 of them."),
        ("10 000", "There were 10000 of them."), ("10\u{A0}000", "There were 10,000 of them."),
        ("10\u{202F}000", "There were 10 000 of them."), ("10 000", "There were 10\u{A0}000 of them."),
        ("10 000", "There were 10\u{2009}000 of them."), ("10000", "There were 10\u{202F}000 of them."),
        ("10,000", "There were 10\u{2009}000 of them."), ("1 234 567", "There were 1'234'567 of them."),
        ("$10 000", "It cost $10,000 in all."), ("10 000,50", "It cost 10000.50 in all."),
        ("10 000€", "It cost 10000 € in all."), ("body:(10 000)", "There were 10,000 of them."),
        ("Москва", "Mocква приняла решение."), ("Москва", "МОСКВА приняла решение."),
        ("ﬁnance", "The finance bill passed."),
        ("ｎｅｗｓ", "The news was good."), ("北京", "昨天北京下了今年的第一场雪。"), ("東京", "昨日東京で雪が降りました。"),
        ("서울", "어제 서울에 눈이 내렸습니다."), ("ไทย", "ประเทศไทยมีประชากรมาก"),
        ("Kazakhstan", "Kazakhstan's president spoke."),
    ]

    @Test(arguments: spellings)
    func `another way to write the same word is found, with the off switch, too`(query: String, text: String)
        async throws
    {
        let corpus = try await Corpus([Article(title: "1", body: text), Article(title: "2", body: "zzz qqq")])
        #expect(try corpus.find(query) == [1], "\(query)")
        let exact = try corpus.search(query, isExact: true)
        #expect(exact.total == 1, "\(query)")
    }

    @Test(arguments: [
        ("организация", "Орган власти сообщил вчера о новых школах в городах области и о росте торговли."),
        ("Каримов", "Керимов выступил вчера в столице, сообщили в министерстве иностранных дел страны."),
        ("Иванов", "Иваненко выступил вчера в столице, сообщили в министерстве иностранных дел страны."),
        ("news", "He bought new shoes in the city on Monday and went home by the last train of the day."),
    ])
    func `what only looks alike is not found`(query: String, text: String) async throws {
        let corpus = try await Corpus([Article(title: "1", body: text)])
        #expect(try corpus.find(query) == [])
    }

    @Test(arguments: [
        ("5 300", "Room 5, and 300 people.", true), ("5 300", "Some 300 people in room 5.", true),
        ("5 300", "There were 5,300 of them.", true), ("5 300", "There were 53,000 of them.", false),
        ("10 NEAR 000", "There were 10,000 of them.", false), ("2020 300", "Number 2020300.", false),
        ("10 wind 000", "The wind of 10,000.", false), ("10 OR 000", "There were 10,000 of them.", false),
        ("title:10 000", "There were 10,000 of them.", false), ("007 100", "Number 007100.", false),
        ("-(10 000) there", "There were 10,000 of them.", false), ("10 +000", "There were 10,000.", true),
    ])
    func `groups of digits side by side are words, and together a number as well`(
        query: String, text: String, isFound: Bool
    ) async throws {
        let corpus = try await Corpus([Article(title: "1", body: text), Article(title: "2", body: "zzz qqq")])
        #expect(try corpus.search(query).total == (isFound ? 1 : 0))
        if isFound { #expect(try corpus.search(query, match: .any).total == 1) }
    }

    @Test func `one group of a number alone is still a partial match`() async throws {
        let corpus = try await Corpus([
            (title: "1", body: "Room 5."), (title: "2", body: "There were 5,300."), (title: "3", body: "300"),
        ])
        let answer = try corpus.search("5 300")
        #expect(answer.total == 1)
        #expect(answer.hits.map(\.id).first == 2)
        #expect(Set(answer.hits.map(\.missing)) == [[], ["5"], ["300"]])
    }

    @Test func `the very word ranks above its other forms, and a spelling above another`() async throws {
        let corpus = try await Corpus([
            Article(title: "1", body: "Министр говорил вчера о снятии санкций с заводов и о росте торговли."),
            Article(
                title: "2", body: "Министр говорил вчера о том, что сняты санкции с заводов, и о торговле."),
        ])
        #expect(try corpus.find("санкции") == [2, 1])
        #expect(try corpus.find("санкций") == [1, 2])
    }

    @Test func `a question in Chinese finds the article that answers it, where any of its words will do`()
        async throws
    {
        let corpus = try await Corpus([
            Article(title: "1", body: "长江是中国最长的河流，全长六千三百公里，流经十一个省。"),
            Article(title: "2", body: "昨天北京下了今年的第一场雪，学校都停课了。"),
        ])
        #expect(try corpus.find("中国最长的河流是哪一条？", match: .any).first == 1)
    }

    @Test func `choices are all ways to take one of each list, and too many are one row for each number`() {
        let lists = [["a", "b"], ["c"], ["d", "e"]]
        #expect(
            [String].choices(of: lists) == [
                ["a", "c", "d"], ["a", "c", "e"], ["b", "c", "d"], ["b", "c", "e"],
            ])
        #expect([String].choices(of: [["a"], []]) == [])
        #expect([String].choices(of: []) == [[]])
        let many = Array(repeating: ["a", "b"], count: 10_000)
        #expect(
            [String].choices(of: many) == ["a", "b"].map { Array(repeating: $0, count: 10_000) })
        #expect([String].choices(of: Array(repeating: ["a"], count: 10_000)).map(\.count) == [10_000])
    }
}
