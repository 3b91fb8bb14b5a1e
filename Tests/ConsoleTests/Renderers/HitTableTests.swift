import Console
import GazetteAPI
import Testing

@Suite struct HitTableTests {
    @Test func `a value with a comma, a quote or a line end stands in quotes`() {
        var hit = Sample.pompeo
        hit.title = "\"One\", two\nthree"
        hit.excerpt = .init(text: "plain", highlights: [])
        let row = HitTable.row(hit, terminal: Sample.pipe)
        #expect(row.contains(",\"\"\"One\"\", two\nthree\","))
        #expect(row.hasSuffix(",plain,,false\n"))
        #expect(HitTable.header.split(separator: ",").count == 13)
    }
}
