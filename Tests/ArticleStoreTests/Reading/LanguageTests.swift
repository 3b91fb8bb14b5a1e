import ArticleStore
import Articles
import Testing

/// The language of an article: the declared one, or what its text is in.
@Suite struct LanguageTests {
    private static let russian =
        "Министерство сельского хозяйства сообщило, что уборка пшеницы в северных областях завершена раньше срока."
    private static let kazakh =
        "Ауыл шаруашылығы министрлігі солтүстік облыстарда бидай жинау мерзімінен бұрын аяқталғанын хабарлады."
    private static let english =
        "The ministry of agriculture said the wheat harvest in the northern regions was over ahead of time."

    @Test(arguments: [(russian, "ru"), (kazakh, "kk"), (english, "en"), ("42", nil)])
    func `an article that declares no language has the one that its text is in`(body: String, code: String?) {
        let article = Article(title: "1", body: body)
        #expect(ArticlePreparer().prepare(article).article.language == code)
    }

    @Test func `a declared language is kept, whatever the text is in`() {
        var article = Article(title: "1", body: Self.russian)
        article.language = "uk"
        #expect(ArticlePreparer().prepare(article).article.language == "uk")
    }

    @Test func `an article that is all headline has the language of its headline`() {
        #expect(ArticlePreparer().prepare(Article(title: Self.kazakh, body: "")).article.language == "kk")
    }
}
