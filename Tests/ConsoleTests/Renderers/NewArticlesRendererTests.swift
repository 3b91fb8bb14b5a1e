import Console
import Testing

@Suite struct NewArticlesRendererTests {
    @Test(
        arguments: [
            (3, 12, 7, "3 articles; revision 12 (gazette new --since 12 for what comes next)\n"),
            (0, 12, 12, "0 articles; revision 12 (gazette new --since 12 for what comes next)\n"),
            (
                0, 12, 99,
                "0 articles; revision 12 (there is no revision 99 yet: the number is wrong, or the archive was begun "
                    + "anew since; "
                    + "gazette new --since 0 for all of it)\n"
            ),
        ] as [(Int, Int64, Int64, String)])
    func `the last line says how to ask next, and that a revision is not there yet`(
        articleCount: Int, revision: Int64, since: Int64, line: String
    ) {
        let renderer = NewArticlesRenderer(terminal: Sample.pipe)
        #expect(renderer.summary(articleCount: articleCount, revision: revision, since: since) == line)
    }
}
