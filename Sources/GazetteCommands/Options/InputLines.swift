import GazetteAPI
import SystemPackage

/// The lines of an input, read in pieces.
struct InputLines {
    /// 64 MiB, the size of the largest article that is taken unless it is configured otherwise.
    static let maximumByteCount = 64 << 20
    private static let pieceByteCount = 256 << 10

    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []
    /// The first byte of ``buffer`` that no line was made of.
    private var start = 0
    /// How far it was searched for the end of a line.
    private var searched = 0
    private var number = 0
    private var isAtEnd = false

    /// Reads lines from `descriptor`, which stays open.
    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    /// The next line without the line feed, and without the carriage return before it; `nil` after the last.
    mutating func next() throws -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                searched = end + 1
                return line(start..<end)
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return line(start..<buffer.count)
            }
            guard buffer.count - start <= Self.maximumByteCount else {
                throw APIError(
                    .requestTooLarge,
                    "line \(number + 1) of standard input has more than \(Self.maximumByteCount) bytes; split it"
                )
            }
            try read()
        }
    }

    private mutating func line(_ range: Range<Int>) -> ArraySlice<UInt8> {
        number += 1
        let line = buffer[range]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private mutating func read() throws {
        buffer.removeFirst(start)
        searched -= start
        start = 0
        let count = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.pieceByteCount))
        var got = 0
        do {
            got = try unsafe buffer.withUnsafeMutableBytes { bytes in
                try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
            }
        } catch let error as Errno {
            throw APIError(.internalError, "cannot read standard input: \(error)")
        }
        buffer.removeLast(Self.pieceByteCount - got)
        isAtEnd = got == 0
    }
}
