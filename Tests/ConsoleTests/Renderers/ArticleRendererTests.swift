import Console
import GazetteAPI
import Testing

@Suite struct ArticleRendererTests {
    private func article(text: String) -> ArticleContent {
        ArticleContent(
            id: 42, guid: nil, path: "/news/a.txt", paths: ["/news/a.txt", "/copy/a\n.txt"],
            title: "The visit\u{1B}[31m", date: "2020-02-03", place: "NUR-SULTAN", agency: "", language: "en",
            url: nil, firstSeen: "2026-01-02T03:04:05Z", revision: 9, offline: true, text: text)
    }

    @Test func `what is known stands above the text`() {
        #expect(
            ArticleRenderer(terminal: Sample.pipe).render(article(text: "One.\n\nTwo.")) == """
                The visit\\x1b[31m
                id          42
                date        2020-02-03
                place       NUR-SULTAN
                language    en
                first seen  2026-01-02T03:04:05Z
                revision    9
                path        /news/a.txt
                            /copy/a\\x0a.txt
                offline     its folder is away

                One.

                Two.

                """)
    }

    @Test func `in a pipe the text is exact`() {
        let text = "a\u{1B}[31m\r\n\tb\u{202E}\n"
        #expect(ArticleRenderer(terminal: Sample.pipe).render(article(text: text)).hasSuffix("\n\n" + text))
    }

    @Test func `on a terminal the text keeps its lines and cannot command`() {
        let text = "a\u{1B}[31m\r\n\tb\u{202E}\n" + String(repeating: "word ", count: 20)
        let shown = "a\\x1b[31m\n\tb\\u{202e}\n" + String(repeating: "word ", count: 20) + "\n"
        #expect(
            ArticleRenderer(terminal: Sample.narrow).render(article(text: text)).hasSuffix("\n\n" + shown))
    }

    @Test func `an article without a text ends after what is known`() {
        #expect(ArticleRenderer(terminal: Sample.pipe).render(article(text: "")).hasSuffix("is away\n\n"))
    }
}
