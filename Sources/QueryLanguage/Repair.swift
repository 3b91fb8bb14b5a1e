/// A piece of a query text that was left out or read as something else, and why.
public struct Repair: Hashable, Sendable, CustomStringConvertible {
    /// The piece of text.
    public let what: String
    /// Where it stands, in bytes of the text's UTF-8.
    public let range: Range<Int>
    /// Why it was repaired.
    public let reason: Reason

    /// One lower-case line for a person, without the piece itself: what was done and why.
    public var message: String { reason.message }

    /// The piece in quotes and the message.
    public var description: String { "'\(what)': \(message)" }

    /// Why a piece of text was repaired. The first group is of what is left out, the second of what is read
    /// as something else.
    public enum Reason: Hashable, Sendable {
        /// It has no letter, number or currency sign.
        case nothingToSearch
        /// Nothing stands between the two quotes.
        case emptyQuotes
        /// Nothing that can be searched for stands between the brackets.
        case emptyBrackets
        /// An operator or a field has nothing to act on.
        case danglingOperator
        /// Signs stand in a row, or behind a quote or bracket, where they exclude nothing.
        case misplacedSign
        /// A quote has no partner.
        case strayQuote
        /// A closing bracket closes nothing.
        case strayBracket
        /// A bracket lies deeper than ``QueryParser/depthLimit``.
        case nestedTooDeep
        /// The calendar has no such day.
        case noSuchDay
        /// It is not one of the forms of a date.
        case notADate
        /// No day, or every day, lies in the range.
        case emptyRange
        /// It is not a language code.
        case notALanguage
        /// It is not the number of an article.
        case notAnArticleNumber

        /// The quote is closed at the end of the text.
        case unclosedQuote
        /// The bracket is closed at the end of the text.
        case unclosedBracket
        /// There is no such field; its name and its value are searched as words.
        case unknownField
        /// A field's name with nothing behind the colon is a word.
        case fieldWithoutValue
        /// The sign that excludes stands behind a field's colon and not before its name.
        case signBehindField
        /// An asterisk inside a word or in quotes stands for no letters.
        case wildcard
        /// A question mark inside a word stands for no letter.
        case letterMark
        /// An asterisk stands for nothing in what an article declares.
        case asteriskInField
        /// A path with asterisks is sought by the parts between them.
        case asteriskInPath
        /// Slashes around a word make no pattern of it.
        case pattern
        /// A weight of what does not rank, or one that is no number.
        case weight
        /// What follows a `^` is no number, and the whole is searched as words.
        case notAWeight
        /// The weight is not one from 0.01 to 100 in hundredths.
        case weightOutOfRange
        /// Similar spellings are not offered.
        case fuzzy
        /// `*word` is read as `*word*`.
        case ending
        /// `AND` is a blank where any of the words is enough.
        case conjunctionIsBlank
        /// `NEAR` joins plain words and phrases of one field; anything else is joined by AND.
        case nearNeedsWords
        /// `"…"~n` needs two words.
        case nearNeedsTwoWords
        /// A chain of `NEAR` with different distances is read in pairs.
        case nearDistancesDiffer
        /// `ADJ/n` asks for an order that `NEAR/n` does not know.
        case adjacency
        /// A time of the day, where days are compared.
        case timeOfDay
        /// The distance is no whole number.
        case nearDistance
        /// The distance is larger than ``QueryParser/distanceLimit``.
        case nearTooFar
        /// AND and OR stand side by side without brackets.
        case mixedOperators
        /// The range ends before it begins, and is turned round.
        case reversedRange
        /// Values of a field that has only one are alternatives.
        case alternatives
        /// The name of a language stands for its code.
        case language(code: String)
        /// Quotes inside quotes are blanks.
        case quotesInside
    }
}
