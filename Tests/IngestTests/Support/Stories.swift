/// A text in which no word occurs by chance in another, with its headline.
func story(_ name: String, _ body: String = "The text.") -> String { "\(name)\n\n\(body)\n" }

/// Lines of JSON, one article each.
func jsonLines(_ numbers: some Sequence<Int>) -> String {
    numbers.map { #"{"title": "Line \#($0)", "text": "What line \#($0) says."}"# + "\n" }.joined()
}
