import Ranking

extension ExcerptMaker {
    /// The excerpt of an article without a title, in no language.
    func excerpt(of body: String) -> Excerpt {
        mark(title: "", body: body, language: nil, checking: {}).excerpt
    }

    /// The highlights of an article that is all title.
    func highlights(inTitle title: String) -> [Range<Int>] {
        mark(title: title, body: "", language: nil, checking: {}).titleHighlights
    }
}
