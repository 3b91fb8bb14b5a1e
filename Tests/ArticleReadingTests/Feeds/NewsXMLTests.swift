import ArticleReading
import Articles
import Testing

@Suite struct NewsXMLTests {
    @Test func `RSS is an article an item`() throws {
        let feed = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Courier</title><language>ru-ru</language>
            <item><title>Trams &amp; buses</title><guid isPermaLink="false">courier:1</guid>
             <link>https://courier.example/1</link><pubDate>Mon, 03 Feb 2020 10:15:00 +0600</pubDate>
             <description>Short.</description>
             <content:encoded><![CDATA[<p>First &laquo;word&raquo;.</p><p>Second.</p>]]></content:encoded></item>
            <item><title>Bad day</title><pubDate>Mon, 31 Feb 2020 10:15:00 GMT</pubDate></item>
            <item><description>&lt;b&gt;Only&lt;/b&gt; a text. More.</description></item>
            </channel></rss>
            """
        let pieces = try pieces(feed, named: "feed.rss")
        #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article"])
        #expect(pieces[1].article?.date == nil)
        #expect(pieces[1].article?.origin?.contains("Mon, 31 Feb 2020") == true)
        let first = try #require(pieces[0].article)
        #expect(first.title == "Trams & buses")
        #expect(first.body == "First «word».\n\nSecond.")
        #expect(first.guid == "courier:1")
        #expect(first.url == "https://courier.example/1")
        #expect(first.agency == "Courier")
        #expect(first.language == "ru")
        #expect(first.date?.description == "2020-02-03T10:15:00+06:00")
        #expect(pieces[2].article?.title == "Only a text.")
    }

    @Test(arguments: [
        "<rss version=\"2.0\">", "<?xml-stylesheet href=\"a.xsl\"?><!-- <html> --><rss version=\"2.0\">",
    ])
    func `a feed whose first item holds a whole page is a feed`(opening: String) throws {
        let feed = """
            <?xml version="1.0"?>\(opening)<channel><item><title>A</title><guid>g1</guid>
            <description><![CDATA[<html><body>One</body></html>]]></description></item>
            <item><title>B</title><guid>g2</guid><description>Two</description></item></channel></rss>
            """
        #expect(try pieces(feed, named: "feed.rss").map(\.article?.guid) == ["g1", "g2"])
        let page = "<?xml version='1.0'?><!-- rss --><html xmlns='x'><body><p>One &lt;rss></p></body></html>"
        #expect(try pieces(page, named: "page.xml").map(\.article?.body) == ["One <rss>"])
    }

    @Test func `Atom is an article an entry`() throws {
        let feed = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
            <entry><id>urn:1</id><title type="html">Trams &amp;amp; buses</title>
             <link rel="self" href="https://c.example/self"/><link href="https://c.example/1"/>
             <published>2020-02-03T10:15:00Z</published><updated>2021-01-01T00:00:00Z</updated>
             <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>
            </entry><entry><id>urn:2</id><title>Other</title><summary>Short.</summary></entry></feed>
            """
        let pieces = try pieces(feed, named: "feed.xml")
        #expect(pieces.map(\.outline) == ["1 article", "2 article"])
        let first = try #require(pieces[0].article)
        #expect(first.title == "Trams & buses")
        #expect(first.body == "One.\n\nTwo.")
        #expect(first.guid == "urn:1")
        #expect(first.url == "https://c.example/1")
        #expect(first.language == "en")
        #expect(first.date?.description == "2020-02-03T10:15:00Z")
        #expect(pieces[1].article?.body == "Short.")
    }

    @Test func `NITF is one article`() throws {
        let file = """
            <?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf-3-2.dtd">
            <nitf><head><title>t</title><docdata><doc-id regsrc="KAZINFORM" id-string="kz-17"/>
            <date.issue norm="20200203T101500+0600"/></docdata></head>
            <body><body.head><hedline><hl1>Trams return</hl1></hedline>
            <dateline><location><city>Almaty</city></location></dateline></body.head>
            <body.content><p>One&nbsp;line.</p><p>Two.</p></body.content></body></nitf>
            """
        let article = try article(file, named: "a.nitf")
        #expect(article.title == "Trams return")
        #expect(article.body == "One line.\n\nTwo.")
        #expect(article.guid == "kz-17")
        #expect(article.agency == "KAZINFORM")
        #expect(article.place == "Almaty")
        #expect(article.date?.description == "2020-02-03T10:15:00+06:00")
    }

    @Test func `NewsML-G2 has its guid, and a message of items is an article an item`() throws {
        let item = """
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:x,2020:1" xml:lang="en">
            <itemMeta><provider literal="KAZINFORM"/><versionCreated>2020-02-03T10:15:00Z</versionCreated></itemMeta>
            <contentMeta><headline>Trams return</headline><language tag="kk"/></contentMeta>
            <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
            <body><p>One.</p><p>Two.</p></body></html></inlineXML></contentSet></newsItem>
            """
        let article = try article(item, named: "a.xml")
        #expect(article.title == "Trams return")
        #expect(article.body == "One.\n\nTwo.")
        #expect(article.guid == "tag:x,2020:1")
        #expect(article.agency == "KAZINFORM")
        #expect(article.language == "kk")
        #expect(article.date?.description == "2020-02-03T10:15:00Z")
        let message = "<newsMessage><itemSet>\(item)\(item)</itemSet></newsMessage>"
        #expect(try pieces(message, named: "a.newsml").map(\.outline) == ["1 article", "2 article"])
    }

    @Test func `entities of a document's own are refused, bombs and thieves of files alike`() throws {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
            <rss><channel><item><title>&d;</title></item></channel></rss>
            """
        let thief = """
            <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>
            <rss><channel><item><title>&file;</title></item></channel></rss>
            """
        for text in [bomb, thief] { #expect(try refusal(text.utf8, named: "a.xml") == .declaresEntities) }
    }

    @Test func `broken, unknown and empty XML is refused with its reason`() throws {
        guard case .invalidXML(_, line: 2)? = try refusal("<rss>\n<channel></rss>".utf8, named: "a.xml")
        else {
            Issue.record("taken")
            return
        }
        #expect(try refusal("<?xml version='1.0'?><svg/>".utf8, named: "a.xml") == .unknownXML(root: "svg"))
        #expect(try refusal("<rss><channel/></rss>".utf8, named: "a.xml") == .noArticles)
    }
}
