import Articles
import Testing

@testable import ArticleReading

/// How much of an article is taken from pages of many shapes, and how much of what surrounds it.
@Suite struct PageShapeTests {
    /// Words of a page that were taken, and how many there are.
    struct Score {
        var taken = 0
        var all = 0
        var otherTaken = 0
        var otherAll = 0

        var recall: Double { all == 0 ? 1 : Double(taken) / Double(all) }
        var leak: Double { otherAll == 0 ? 0 : Double(otherTaken) / Double(otherAll) }

        static func + (left: Score, right: Score) -> Score {
            Score(
                taken: left.taken + right.taken, all: left.all + right.all,
                otherTaken: left.otherTaken + right.otherTaken, otherAll: left.otherAll + right.otherAll)
        }
    }

    static func score(_ page: PageShape.Page, _ article: Article) throws -> Score {
        let found = counts(ShapeTexts.words(of: article.title + "\n" + article.body))
        let wanted = counts(page.article)
        let neutral = counts(page.neutral)
        let tree = try MarkupTree(page: Array(page.html.utf8))
        var seen: [String] = []
        for (index, node) in tree.nodes.enumerated() where node.isText {
            var around = index
            while around >= 0, !["head", "script", "style", "noscript"].contains(tree.nodes[around].name) {
                around = tree.nodes[around].parent
            }
            if around < 0 { seen += ShapeTexts.words(of: node.text) }
        }
        var score = Score()
        for (word, count) in wanted {
            score.all += count
            score.taken += min(count, found[word, default: 0])
        }
        for (word, count) in counts(seen) {
            let known = wanted[word, default: 0] + neutral[word, default: 0]
            let others = max(0, count - known)
            score.otherAll += others
            score.otherTaken += min(others, max(0, found[word, default: 0] - known))
        }
        return score
    }

    private static func counts(_ words: [String]) -> [String: Int] {
        words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    @Test func `of each shape nearly all of the article is taken and nearly nothing else`() throws {
        let texts = try ShapeTexts()
        let shapes = try PageShape.all()
        #expect(shapes.count >= 50)
        #expect(Set(shapes.map { $0.language + $0.name }).count == shapes.count)
        var sum = Score()
        for shape in shapes {
            let page = try shape.page(from: texts)
            let article = try article(page.html, named: "page.html")
            let score = try Self.score(page, article)
            sum = sum + score
            let report: Comment = """
                \(shape.language) \(shape.name): \(score.taken) of \(score.all) words, \
                and \(score.otherTaken) of \(score.otherAll) others
                \(article.body)
                """
            #expect(score.recall >= 0.95, report)
            #expect(score.leak <= 0.05, report)
            #expect(article.title == (try texts.all(shape.language, "T")[0]), report)
        }
        #expect(sum.recall >= 0.99, "\(sum)")
        #expect(sum.leak <= 0.02, "\(sum)")
    }
}
