import Testing

@testable import ArticleReading

@Suite struct SourceHashTests {
    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] as [(String, UInt64)])
    func `hashes are those of the published algorithm`(text: String, hash: UInt64) {
        let bytes = Array("..\(text)..".utf8)
        #expect(SourceHash.of(bytes, in: 2..<bytes.count - 2) == hash)
    }

    @Test func `a change of any byte changes the hash`() {
        let bytes = (0..<100).map { UInt8($0) }
        for length in 0...100 {
            let hash = SourceHash.of(bytes, in: 0..<length)
            for place in 0..<length {
                var changed = bytes
                changed[place] ^= 0x80
                #expect(SourceHash.of(changed, in: 0..<length) != hash)
            }
        }
    }
}
