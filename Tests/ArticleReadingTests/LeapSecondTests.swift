import ArticleReading
import Articles
import Testing

/// The second that is put in at the end of June or December, for which Unix time has no number.
@Suite struct LeapSecondTests {
    static let files: [(name: String, text: String)] = [
        ("a.txt", "date 2016-12-31T23:59:60Z LONDON. REUTERS The clocks waited. They went on."),
        ("a.json", #"{"text": "The clocks waited.", "date": "2016-12-31T23:59:60Z"}"#),
        ("a.md", "---\ndate: 2016-12-31T23:59:60Z\n---\n\n# Clocks\n\nThey waited."),
        ("a.eml", "Subject: Clocks\nDate: Sat, 31 Dec 2016 23:59:60 +0000\n\nThey waited."),
        (
            "a.html",
            "<html><head><meta property='article:published_time' content='20161231T235960Z'><title>Clocks</title>"
                + "</head><body><p>The clocks waited for a second, and then they went on as they always do.</p></body></html>"
        ),
    ]

    @Test(arguments: files)
    func `a leap second is counted as the one before it, and the article says so`(name: String, text: String)
        throws
    {
        let article = try article(text, named: name)
        #expect(article.date?.description == "2016-12-31T23:59:59Z")
        #expect(article.origin?.contains("the leap second :60 is counted as :59") == true)
    }

    @Test(arguments: files)
    func `a second 60 where none was put in is no date, and the article says so`(name: String, text: String)
        throws
    {
        let article = try article(
            text.replacing("12-31T", with: "11-30T").replacing("31 Dec", with: "30 Nov").replacing(
                "1231T", with: "1130T"),
            named: name)
        #expect(article.date == nil)
        #expect(article.origin?.contains("no date: ") == true)
    }
}
