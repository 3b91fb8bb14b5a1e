public import ArgumentParser
public import Console
public import GazetteAPI

/// The values of `--color`.
extension ColorChoice: ExpressibleByArgument {}

/// The values of `--sort`.
extension SearchRequest.Sort: ExpressibleByArgument {}

/// The flags `--quick` and `--full`.
extension SnapshotDepth: EnumerableFlag {}
