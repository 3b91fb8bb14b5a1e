import Glibc
import SystemPackage

/// A terminal of the test's own: what is written to one side can be read at the other.
struct PseudoTerminal: ~Copyable {
    /// The side that a terminal emulator holds.
    let emulator: FileDescriptor
    /// The side that a program writes to.
    let program: FileDescriptor

    init(columns: UInt16) throws {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var ends: (emulator: CInt, program: CInt) = (-1, -1)
        guard unsafe openpty(&ends.emulator, &ends.program, nil, nil, &size) == 0 else {
            throw Errno(rawValue: errno)
        }
        emulator = FileDescriptor(rawValue: ends.emulator)
        program = FileDescriptor(rawValue: ends.program)
    }

    deinit {
        try? program.close()
        try? emulator.close()
    }
}
