public import Articles

/// A condition on what an article says of itself; it has no part in the ranking.
public enum Filter: Hashable, Sendable {
    /// `date:`, `after:` and `before:`: the article's day lies in the range.
    case date(DayRange)
    /// `lang:`: the article is in this language, two or three letters in lower case (ISO 639).
    case language(String)
    /// `place:`: the place of the dateline, as typed, without punctuation at its ends.
    case place(String)
    /// `agency:` or `source:`: the agency, as typed, without punctuation at its ends.
    case agency(String)
    /// `path:`: a path or a part of one, exactly as typed; an asterisk in it is kept.
    case path(String)
    /// `id:`: the one article with this number.
    case id(ArticleID)
}
