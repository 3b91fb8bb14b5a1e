import Testing

@testable import Console

@Suite struct TableTests {
    @Test func `columns are aligned by what is seen, and lines end without blanks`() {
        var table = Table(.left, .right, .left)
        table.append("id", "size", "label")
        table.append("中国", "1", "")
        table.append("e\u{301}", "1,000")
        table.append("", "", "last")
        #expect(
            table.lines.rendered(usesColor: false) == """
                id     size  label
                中国      1
                é     1,000
                             last

                """)
    }
}
