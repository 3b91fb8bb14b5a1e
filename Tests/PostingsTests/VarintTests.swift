import Testing

@testable import Postings

@Suite struct VarintTests {
    @Test(
        arguments: [
            (0, 1), (1, 1), (0x7F, 1), (0x80, 2), (0x3FFF, 2), (0x4000, 3), (1 << 28 - 1, 4), (1 << 28, 5),
            (1 << 56 - 1, 8), (1 << 56, 9), (UInt64.max, 9),
        ] as [(UInt64, Int)])
    func `a number comes back from as many bytes as it takes`(_ value: UInt64, _ byteCount: Int) {
        var bytes: [UInt8] = [0xAA]
        bytes.append(varint: value)
        #expect(bytes.count == 1 + byteCount)
        #expect(Varint.byteCount(of: value) == byteCount)
        var offset = 1
        #expect(Varint.read(bytes.span, at: &offset) == value)
        #expect(offset == bytes.count)
        offset = 1
        #expect(Varint.read(bytes.span.extracting(0..<byteCount), at: &offset) == nil)
    }
}
