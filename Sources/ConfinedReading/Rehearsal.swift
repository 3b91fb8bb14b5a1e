internal import ArticleReading

/// Files of our own that a template reads before it makes copies for more than one file.
///
/// What the runtime and the libraries look up once in a process, on the way of a file, each copy would look
/// up again: that is most of what reading a small one takes.
enum Rehearsal {
    private static let files = [
        // Most of all: the names of agencies and places, which datelines are read by.
        ("story.txt", "Trams return\n\nASTANA, Feb 3 (Reuters) - The old line opens again."),
        (
            "page.html",
            """
            <!doctype html><html lang="en"><head><title>Trams return</title><meta property="og:title" content="Trams">
            <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-02-03T10:15:00Z"}</script>
            </head><body><nav><a href="/">News</a></nav><article><h1>Trams return</h1><p>The council, which met on Monday,
            voted to reopen the old line &mdash; after ten years.</p><p>More.</p></article></body></html>
            """
        ),
        (
            "mail.eml",
            """
            From: =?utf-8?Q?D=C3=A9sk?= <desk@example.org>
            Date: Mon, 3 Feb 2020 10:15:00 +0600
            Subject: Trams return
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=windows-1251
            Content-Transfer-Encoding: quoted-printable

            ASTANA. KAZINFORM - The old line opens again=2E
            --b--
            """
        ),
        (
            "feed.xml",
            """
            <?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><item><title>Trams
            return</title><pubDate>Mon, 03 Feb 2020 10:15:00 +0000</pubDate><description>Again.</description></item>
            </channel></rss>
            """
        ),
    ]

    /// `Trams return`, compressed.
    private static let compressed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0x0B, 0x29, 0x4A, 0xCC, 0x2D, 0x56,
        0x28, 0x4A, 0x2D, 0x29, 0x2D, 0xCA, 0x03, 0x00, 0xD0, 0x74, 0xD1, 0x8A, 0x0C, 0x00, 0x00, 0x00,
    ]

    /// Reads them all and writes the answers, for nobody.
    static func read() {
        var frames = FrameWriter()
        for (name, bytes) in files.map({ ($0, Array($1.utf8)) }) + [("story.txt.gz", compressed)] {
            var source = ByteArraySource(bytes)
            try? ArticleFileReader().read(named: name, byteCount: nil, from: &source) { frames.append($0) }
        }
    }
}
