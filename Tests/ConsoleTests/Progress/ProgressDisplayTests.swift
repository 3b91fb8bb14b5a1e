import Console
import SystemPackage
import Testing

@Suite struct ProgressDisplayTests {
    private let start = ContinuousClock.now

    /// What reaches a terminal (or a pipe) while `work` reports its progress.
    private func drawn(redraws: Bool, _ work: (ProgressDisplay) -> Void) throws -> String {
        let pipe = try FileDescriptor.pipe()
        defer { try? pipe.readEnd.close() }
        let terminal = Terminal(isTerminal: redraws, columns: 40, usesColor: false, redraws: redraws)
        let display = ProgressDisplay(
            label: "indexing", unit: .items("files"), terminal: terminal, output: pipe.writeEnd, start: start)
        work(display)
        try pipe.writeEnd.close()
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe pipe.readEnd.read(into: $0) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    @Test func `a line is drawn over the last one, and taken away at the end`() throws {
        let text = try drawn(redraws: true) { display in
            display.update(done: 1, total: 4, at: start + .milliseconds(100))
            display.update(done: 2, total: 4, at: start + .milliseconds(200))
            display.finish()
        }
        #expect(
            text == "\rindexing   25 %  1 of 4 files\u{1B}[K\rindexing   50 %  2 of 4 files\u{1B}[K\r\u{1B}[K"
        )
    }

    @Test func `a second of reports every millisecond is drawn ten times`() throws {
        let text = try drawn(redraws: true) { display in
            for millisecond in 1...1_000 {
                display.update(done: Int64(millisecond), total: nil, at: start + .milliseconds(millisecond))
            }
        }
        #expect(text.count { $0 == "\r" } == 10)
    }

    @Test func `work that is over at once draws nothing`() throws {
        let text = try drawn(redraws: true) { display in
            display.update(done: 4, total: 4, at: start + .milliseconds(99))
            display.finish()
        }
        #expect(text.isEmpty)
    }

    @Test func `nothing is drawn after the end`() throws {
        let text = try drawn(redraws: true) { display in
            display.finish()
            display.update(done: 1, total: 4, at: start + .seconds(1))
            display.finish()
        }
        #expect(text.isEmpty)
    }

    @Test func `a pipe gets nothing`() throws {
        let text = try drawn(redraws: false) { display in
            display.update(done: 1, total: 4, at: start + .seconds(1))
            display.finish()
        }
        #expect(text.isEmpty)
    }

    @Test func `a real terminal gets lines that are narrower than it`() throws {
        let pseudoTerminal = try PseudoTerminal(columns: 24)
        let terminal = Terminal(pseudoTerminal.program, environment: ["TERM": "xterm"])
        let display = ProgressDisplay(
            label: "indexing", unit: .items("files"), terminal: terminal, output: pseudoTerminal.program,
            start: start)
        display.update(done: 1, total: 4, at: start + .seconds(1))
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = try unsafe bytes.withUnsafeMutableBytes {
            try unsafe pseudoTerminal.emulator.read(into: $0)
        }
        #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "\rindexing   25 %\u{1B}[K")
    }
}
