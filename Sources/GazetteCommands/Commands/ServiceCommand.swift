import ArgumentParser

/// A command that asks the archive something.
protocol ServiceCommand: AsyncParsableCommand {
    /// How its answer is printed.
    var output: OutputOptions { get }
    /// Whom it asks.
    var service: ServiceOptions { get }
}
