@testable import Snapshots
import Testing
import TestSupport

/// What is hardly shorter as a deflate stream stands in one as it is, which any inflater reads.
@Suite struct DeflaterTests {
    /// Bytes of which `share` of a hundred are random, and the others zero.
    private static func bytes(_ count: Int, random share: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(count * 101 + share))
        return (0..<count).map { _ in
            let isRandom = Int.random(in: 0..<100, using: &generator) < share
            return isRandom ? UInt8.random(in: 0...255, using: &generator) : 0
        }
    }

    @Test(arguments: [1, 2, 13, 100, 4_096, 8_192, 65_535, 65_536, 300_000], [0, 40, 80, 85, 90, 95, 100])
    func `a stream has all bytes and is within its bound`(count: Int, share: Int) throws {
        let plain = Self.bytes(count, random: share)
        var deflater = try Deflater()
        var inflater = try Inflater()
        for _ in 0..<2 {
            let stream = deflater.stream(of: plain[...])
            #expect(stream.count <= SnapshotFormat.storedBound(count))
            var inflated: [UInt8] = [7]
            #expect(inflater.inflate(stream[...], plainByteCount: count, to: &inflated))
            #expect(inflated == [7] + plain)
        }
    }

    @Test func `what gains a tenth is deflated, and what gains less is there to be copied`() throws {
        var deflater = try Deflater()
        let text = Array(String(repeating: "the minister said on Monday ", count: 300).utf8).prefix(8_192)
        #expect(deflater.stream(of: text).count < 1_000)
        let noise = Self.bytes(8_192, random: 96)
        // The last block there is, of type 00; its length, and that inverted.
        #expect(deflater.stream(of: noise[...]) == [1, 0x00, 0x20, 0xFF, 0xDF] + noise)
    }

    @Test func `what is longer than a block can be is in several`() {
        let plain = Self.bytes(65_536, random: 100)
        let stream = PlainBlocks.stream(of: plain[...])
        #expect(stream.prefix(5) == [0, 0xFF, 0xFF, 0x00, 0x00])
        #expect(stream[65_540...] == [1, 1, 0, 0xFE, 0xFF, plain[65_535]])
    }
}
