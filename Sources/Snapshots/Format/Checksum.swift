import CLibDeflate
import CZlib

/// A CRC-32 with the number of bytes that it covers, so that checksums of neighbours can be joined.
struct Checksum: Equatable {
    private(set) var value: UInt32 = 0
    private(set) var byteCount: Int64 = 0

    /// The checksum of no bytes.
    init() {}

    /// A checksum that is known already.
    init(value: UInt32, byteCount: Int64) {
        self.value = value
        self.byteCount = byteCount
    }

    init(of bytes: [UInt8]) {
        append(bytes[...])
    }

    init(of bytes: ArraySlice<UInt8>) {
        append(bytes)
    }

    mutating func append(_ bytes: [UInt8]) {
        append(bytes[...])
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        // Given no address, libdeflate starts over instead of leaving the value as it is.
        guard !bytes.isEmpty else { return }
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe libdeflate_crc32(value, buffer.baseAddress, buffer.count)
        }
        byteCount += Int64(bytes.count)
    }

    /// Half of the work of joining two, for the length that nearly all have.
    private static let chunkOperator = crc32_combine_gen(PackFormat.chunkByteCount)

    /// Goes on as if the bytes of `next` had been appended, without seeing them again.
    mutating func append(_ next: Checksum) {
        let joining =
            next.byteCount == Int64(PackFormat.chunkByteCount)
            ? Self.chunkOperator : crc32_combine_gen(Int(next.byteCount))
        value = UInt32(truncatingIfNeeded: crc32_combine_op(UInt(value), UInt(next.value), joining))
        byteCount += next.byteCount
    }
}
