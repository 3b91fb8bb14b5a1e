import Synchronization
public import SystemPackage

/// Draws a ``ProgressBar`` in place, at most ten times a second, and takes it away at the end.
///
/// Where the output is no terminal it draws nothing at all. It may be told from any thread; it blocks as long
/// as the terminal does. An error of the terminal ends the drawing, never the work.
public final class ProgressDisplay: Sendable {
    private struct State {
        var nextDrawing: ContinuousClock.Instant
        var isDrawn = false
        var isOver: Bool
    }

    /// A tenth of a second: smooth to the eye, and nothing to the work. Work that is shorter shows no bar at
    /// all.
    private static let interval: Duration = .milliseconds(100)

    private let label: String
    private let unit: ProgressBar.Unit
    private let output: FileDescriptor
    private let columns: Int
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    /// Prepares to draw.
    ///
    /// - Parameters:
    ///   - label: What is being done, as `indexing`.
    ///   - unit: What is counted.
    ///   - terminal: What is known of `output`; nothing is drawn unless it redraws.
    ///   - output: Where to draw; standard error leaves standard output to the results.
    ///   - start: When the work began.
    public init(
        label: String,
        unit: ProgressBar.Unit,
        terminal: Terminal = Terminal(.standardError),
        output: FileDescriptor = .standardError,
        start: ContinuousClock.Instant = .now
    ) {
        self.label = label
        self.unit = unit
        self.output = output
        self.start = start
        columns = terminal.columns ?? 80
        state = Mutex(State(nextDrawing: start + Self.interval, isOver: !terminal.redraws))
    }

    /// Takes the state of the work and draws it, unless it was drawn less than a tenth of a second ago.
    ///
    /// - Parameters:
    ///   - done: How many are done.
    ///   - total: How many there are, where that is known.
    ///   - now: The time it is.
    public func update(done: Int64, total: Int64?, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            guard !state.isOver, now >= state.nextDrawing else { return }
            let bar = ProgressBar(label: label, unit: unit, done: done, total: total, elapsed: now - start)
            draw("\r\(bar.line(columns: columns))\u{1B}[K", &state)
            state.nextDrawing = now + Self.interval
            state.isDrawn = true
        }
    }

    /// Takes the bar away. Nothing is drawn afterwards.
    public func finish() {
        state.withLock { state in
            if state.isDrawn, !state.isOver { draw("\r\u{1B}[K", &state) }
            state.isOver = true
        }
    }

    private func draw(_ text: String, _ state: inout State) {
        do { _ = try output.writeAll(text.utf8) } catch { state.isOver = true }
    }
}
