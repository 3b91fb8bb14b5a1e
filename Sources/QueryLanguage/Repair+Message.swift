extension Repair.Reason {
    /// Whether the piece has no part in the query at all.
    var isOmission: Bool {
        switch self {
        case .nothingToSearch, .emptyQuotes, .emptyBrackets, .danglingOperator, .misplacedSign, .strayQuote,
            .strayBracket, .nestedTooDeep, .noSuchDay, .notADate, .emptyRange, .notALanguage,
            .notAnArticleNumber:
            true
        default:
            false
        }
    }

    /// Whether repairs of this kind that lie side by side or in each other are one, so that a heap of
    /// brackets is not a heap of repairs.
    var mergesWithNeighbour: Bool {
        switch self {
        case .strayBracket, .nestedTooDeep, .unclosedBracket, .emptyBrackets: true
        default: false
        }
    }

    /// What was done and why, one lower-case line.
    var message: String {
        switch self {
        case .nothingToSearch: "left out: it has no letter, number or currency sign"
        case .emptyQuotes: "left out: there is nothing between the quotes"
        case .emptyBrackets: "left out: there is nothing to search for between the brackets"
        case .danglingOperator: "left out: there is nothing that it could act on"
        case .misplacedSign: "left out: one sign directly before a word excludes it, others do nothing"
        case .strayQuote: "left out: a quote without a partner"
        case .strayBracket: "left out: there is no bracket to close"
        case .nestedTooDeep: "left out: brackets nest \(QueryParser.depthLimit) deep at most"
        case .noSuchDay: "left out: the calendar has no such day"
        case .notADate: "left out: not a date such as 2020, 2020-02, 2020-02-03, 2020-01..2020-03 or 7d"
        case .emptyRange: "left out: it shuts out every day or none"
        case .notALanguage: "left out: not a language code such as en, ru or kk"
        case .notAnArticleNumber: "left out: not the number of an article"
        case .unclosedQuote: "read as if closed at the end"
        case .unclosedBracket: "read as if closed at the end"
        case .unknownField: "read as words: there is no field of this name"
        case .fieldWithoutValue: "read as a word: a field's value follows its colon without a blank"
        case .signBehindField: "read as an exclusion, whose sign stands before the field, as in -lang:en"
        case .wildcard:
            "read as plain words: an asterisk may begin or end a word that stands alone, in quotes and in words it may not"
        case .letterMark:
            "read as plain words: a question mark stands for no letter; an asterisk may end a word, as in telesc*"
        case .asteriskInField:
            "read without its asterisk: place and agency have whole words, lang and id a whole value"
        case .asteriskInPath:
            "read as the parts between its asterisks, anywhere in the path; in quotes it is sought as it stands"
        case .pattern: "read as plain words: patterns between slashes are not searched for"
        case .weight: "read without its weight: only words that rank have one, a number as in ^2 or ^0.5"
        case .notAWeight: "read as plain words: a weight is a number, as in ^2 or ^0.5"
        case .weightOutOfRange:
            "read as the nearest weight: one is 0.01 to 100, with two decimals at most"
        case .fuzzy: "read as plain words: similar spellings are not searched for"
        case .ending: "read with an asterisk behind it too: anywhere in a word"
        case .conjunctionIsBlank: "read as a blank: any of the words is enough"
        case .nearNeedsWords: "read as AND: NEAR joins plain words and phrases of one field"
        case .nearNeedsTwoWords: "read without its distance: nearness needs two words"
        case .nearDistancesDiffer: "read in pairs: the distances differ"
        case .adjacency: "read as NEAR: in either order"
        case .timeOfDay: "read as its day: the time of day is left out"
        case .nearDistance:
            "read with the distance \(Lexer.plainDistance): one is a whole number, as in NEAR/5 or \"…\"~5"
        case .nearTooFar: "read as the largest distance, \(QueryParser.distanceLimit)"
        case .mixedOperators: "read with AND binding tighter than OR; brackets say it for certain"
        case .reversedRange: "turned round: it ended before it began"
        case .alternatives: "read as alternatives: an article has one such value"
        case .language(let code): "read as the language code '\(code)'"
        case .quotesInside: "read with blanks for the quotes inside"
        }
    }
}
