import Testing

/// Quotation marks of all languages, mixed and inside each other.
@Suite struct QuoteTests {
    @Test(
        arguments: [
            "\"a b\"", "«a b»", "“a b”", "„a b“", "„a b”", "”a b”", "»a b«", "»a b»", "‟a b”", "＂a b＂",
            "\"a b”", "“a b\"", "«a b\"", "\"a b»", "“a b“", "\" a  b \"", "« a\u{A0}b »", "„ a b “",
            "\"a b,\"", "“a b.”", "\"a\nb\"",
        ]
    )
    func `every pair of marks makes a phrase`(text: String) throws {
        try TextRow(text, "\"a b\"").check()
        try TextRow("x \(text) y", "x \"a b\" y").check()
        try TextRow("-(\(text)), z", "-\"a b\" z").check()
    }

    @Test(
        arguments: [
            TextRow("«ООО \"Ромашка\" и К» суд", "\"ООО Ромашка и К\" суд"),
            TextRow("«a «b» c» d", "\"a b c\" d"),
            TextRow("“a \"b c\" d” e", "\"a b c d\" e"),
            TextRow("\"a «b» c\" d", "\"a b c\" d"),
            TextRow("“a \"b c” d", "\"a b c\" d"),
            TextRow("\"a b\"\"c d\"", "\"a b\" \"c d\""),
            TextRow("\"a b\" c \"d e\"", "\"a b\" c \"d e\""),
            TextRow("x\"a b\"y", "x \"a b\" y"),
            TextRow("He said, “we go”. (“Now!”)", "He said \"we go\" Now"),
            TextRow("\"a\" «b» “OR” \"c|d\" \"x:y\" \"e^2\"", "a b \"OR\" \"c|d\" \"x:y\" \"e^2\""),
            TextRow("\"AND OR NOT -x (y)\"", "\"AND OR NOT -x (y)\""),
            TextRow("\"har\u{200B}bour \u{200B} га\u{FEFF}зета\"", "\"har\u{200B}bour га\u{FEFF}зета\""),
            TextRow("'a b' ‘c’ `d`", "'a b' ‘c’ `d`"),
        ]
    )
    func `quotations inside quotations belong to them`(row: TextRow) throws { try row.check() }
}
