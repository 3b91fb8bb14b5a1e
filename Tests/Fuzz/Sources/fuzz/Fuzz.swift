internal import CFuzzer
internal import Glibc

/// Gives a parser bytes that nobody would write, until the time is over or the process dies of them.
///
/// usage: fuzz NAME [OPTION OF LIBFUZZER]… [FOLDER OR FILE]…
@main
enum Fuzz {
    /// Set once, before the first input.
    private nonisolated(unsafe) static var target: FuzzTarget?

    static func main() {
        guard CommandLine.arguments.count > 1, let named = FuzzTarget.named(CommandLine.arguments[1]) else {
            let names = FuzzTarget.all.map(\.name).joined(separator: " ")
            print("usage: fuzz NAME [OPTION OF LIBFUZZER]… [FOLDER OR FILE]…\nNAME is one of: \(names)")
            exit(CommandLine.arguments.dropFirst() == ["--list"] ? 0 : 2)
        }
        unsafe target = named
        // What a target makes once is no part of the time of its first input.
        named.tryBytes([UInt8(0)] + Array("ready".utf8))
        let arguments = CommandLine.arguments.enumerated().filter { $0.offset != 1 }.map(\.element)
        var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
        let code = unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            var count = Int32(arguments.count)
            var start = buffer.baseAddress
            return unsafe LLVMFuzzerRunDriver(&count, &start) { bytes, count in
                let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
                unsafe Fuzz.target?.tryBytes(input)
                return 0
            }
        }
        exit(code)
    }
}
