import SystemPackage
import TestSupport
import Testing

/// Pages, feeds and archives through the daemon, which has each of them read in a process of its own.
@Suite(.timeLimit(.hang))
struct ConfinedFormatTests {
    private static let page = """
        <!DOCTYPE html><html lang="en"><head><title>Trams return</title></head><body><nav>Zeppelin</nav><article>
        <h1>Trams return</h1><p>The city council voted to reopen the old tram line along the river.</p></article>
        """
    private static let feed = """
        <rss version="2.0"><channel><title>Courier</title><item><guid>c:1</guid><title>Budgerigars counted</title>
        </item><item><guid>c:2</guid><title>Flamingos counted</title></item></channel></rss>
        """
    private static let bomb = """
        <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <rss><channel><item><title>&b;</title></item></channel></rss>
        """

    @Test func `a page and the items of a feed are found, and hostile files are refused`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let page = try desk.drop(Array(Self.page.utf8), as: "page.html")
        let feed = try desk.drop(Array(Self.feed.utf8), as: "feed.rss")
        let bomb = try desk.drop(Array(Self.bomb.utf8), as: "bomb.xml")
        let cut = try desk.drop([0x1F, 0x8B, 8, 0, 0, 0], as: "cut.txt.gz")
        try await desk.wait(for: [page, feed, bomb, cut])
        #expect(try await desk.search("tram river").paths == ["\(page)"])
        #expect(try await desk.search("zeppelin").total == 0)
        #expect(try await desk.search("flamingos").paths == ["\(feed)#2"])
        let (state, reason) = try await desk.why(bomb)
        #expect(state == "refused" && reason.contains("declares entities"))
        #expect(try await desk.why(cut).state == "refused")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }
}
