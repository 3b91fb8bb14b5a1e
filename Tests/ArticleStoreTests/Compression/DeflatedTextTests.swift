@testable import ArticleStore
import Testing

@Suite struct DeflatedTextTests {
    static let texts = ["", "a", "\0", "Ұлы дала", String(repeating: "steppe wind ", count: 100_000)]

    private static func deflated(_ text: String) -> DeflatedText {
        var deflater = TextDeflater()
        return DeflatedText(deflating: text, with: &deflater, checking: {})
    }

    @Test func `who wants to stop need not wait for the whole of a long text`() {
        struct Stop: Error {}
        var deflater = TextDeflater()
        let text = String(repeating: "steppe wind ", count: 1_000_000)
        var steps = 0
        #expect(throws: Stop.self) {
            try DeflatedText(deflating: text, with: &deflater) {
                steps += 1
                if steps == 2 { throw Stop() }
            }
        }
        #expect(steps == 2)
        #expect(DeflatedText(deflating: text, with: &deflater, checking: {}).inflated() == text)
    }

    @Test(arguments: texts)
    func `a text comes back as it was`(text: String) {
        let deflated = Self.deflated(text)
        #expect(deflated.plainByteCount == text.utf8.count)
        #expect(deflated.inflated() == text)
    }

    @Test(arguments: texts.dropFirst())
    func `bytes that are cut, longer or of another size are no text`(text: String) {
        let whole = Self.deflated(text)
        for byteCount in [whole.plainByteCount - 1, whole.plainByteCount + 1, -1, Int.max] {
            #expect(DeflatedText(bytes: whole.bytes, plainByteCount: byteCount).inflated() == nil)
        }
        let cut = DeflatedText(bytes: Array(whole.bytes.dropLast()), plainByteCount: whole.plainByteCount)
        #expect(cut.inflated() == nil)
        #expect(DeflatedText(bytes: [], plainByteCount: whole.plainByteCount).inflated() == nil)
    }
}
