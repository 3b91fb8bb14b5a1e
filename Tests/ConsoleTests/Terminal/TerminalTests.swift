import Console
import SystemPackage
import Testing

@Suite struct TerminalTests {
    @Test(arguments: [(132, 132), (40, 40), (0, 80)] as [(UInt16, Int)])
    func `a terminal has its width, and 80 columns where it does not know`(stated: UInt16, columns: Int)
        throws
    {
        let pseudoTerminal = try PseudoTerminal(columns: stated)
        let terminal = Terminal(pseudoTerminal.program, environment: ["TERM": "xterm"])
        #expect(terminal == Terminal(isTerminal: true, columns: columns, usesColor: true, redraws: true))
    }

    @Test func `a dumb terminal is wrapped to and neither coloured nor redrawn`() throws {
        let pseudoTerminal = try PseudoTerminal(columns: 72)
        let terminal = Terminal(pseudoTerminal.program, environment: ["TERM": "dumb"])
        #expect(terminal == Terminal(isTerminal: true, columns: 72, usesColor: false, redraws: false))
    }

    @Test func `a pipe has no width, no colour, and is not redrawn`() throws {
        let pipe = try FileDescriptor.pipe()
        defer {
            try? pipe.readEnd.close()
            try? pipe.writeEnd.close()
        }
        let environment = ["TERM": "xterm"]
        #expect(
            Terminal(pipe.writeEnd, environment: environment)
                == Terminal(isTerminal: false, columns: nil, usesColor: false, redraws: false))
        #expect(Terminal(pipe.writeEnd, color: .always, environment: environment).usesColor)
    }
}
