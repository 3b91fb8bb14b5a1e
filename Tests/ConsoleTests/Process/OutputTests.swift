import Console
import Glibc
import SystemPackage
import Testing

@Suite struct OutputTests {
    init() {
        // As the client does; the default action would end the tests.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    @Test func `a reader that has gone is told from a failure`() throws {
        let pipe = try FileDescriptor.pipe()
        try pipe.readEnd.close()
        defer { try? pipe.writeEnd.close() }
        #expect(throws: Output.Failure.readerGone) { try Output(pipe.writeEnd).write("text\n") }
    }

    @Test func `a full disk is a failure that says so`() throws {
        let full = try FileDescriptor.open(FilePath("/dev/full"), .writeOnly)
        defer { try? full.close() }
        let failure = #expect(throws: Output.Failure.self) { try Output(full).write("text\n") }
        #expect(failure?.description == "cannot write the output: No space left on device")
    }

    @Test func `an error is one line that cannot command a terminal`() {
        #expect(
            ErrorLine.text(program: "gazette", message: "no file 'a\u{1B}[31m'")
                == "gazette: no file 'a\\x1b[31m'\n")
        #expect(
            ErrorLine.text(program: "gazette", message: "no file 'a\nb'") == "gazette: no file 'a\\x0ab'\n")
        #expect(
            ErrorLine.text(program: "gazette", usage: "what is that?\nUsage: …")
                == "gazette: what is that?\nUsage: …\n")
    }
}
