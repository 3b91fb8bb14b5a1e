import Archive
import ArgumentParser
import Console
import GazetteAPI
import GazetteClient
import Snapshots
import SystemPackage

/// Whom to ask.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ask the daemon at this socket.",
            discussion:
                "Without it and --state: that of $GAZETTE_SOCKET, or else the system service's, then the user's.",
            valueName: "path"))
    var socket: PathArgument?

    @Option(help: ArgumentHelp("Read the archive in this state directory, with no daemon.", valueName: "dir"))
    var state: PathArgument?

    @Option(help: ArgumentHelp("With --state: where its snapshots are, if elsewhere.", valueName: "dir"))
    var snapshots: PathArgument?

    func validate() throws {
        guard socket == nil || state == nil else {
            throw ValidationError("--socket and --state exclude each other; give one of them")
        }
        guard snapshots == nil || state != nil else {
            throw ValidationError("--snapshots needs --state; a daemon knows where its snapshots are")
        }
    }

    /// The service that answers.
    ///
    /// - Parameter purpose: What it will be asked; searching may have a socket of its own.
    /// - Returns: The archive in `--state`, or a daemon.
    /// - Throws: `APIError` when there is neither.
    func service(for purpose: SocketLocations.Purpose = .everything) throws -> any SearchService {
        if let state {
            return try Archive(
                stateDirectory: state.absolute(), snapshotsDirectory: snapshots?.absolute())
        }
        return HTTPSearchService(.unixSocket(try usedSocket(for: purpose)))
    }

    /// The service that is asked of snapshots which are there already. With `--state` these are there to be
    /// had also where the index is not, since that is when they are needed.
    ///
    /// - Returns: The archive in `--state`, or its snapshots alone, or a daemon.
    /// - Throws: `APIError` when there is none of them.
    func snapshotService() throws -> any SearchService {
        do {
            return try service()
        } catch let error as APIError {
            guard let state, [.noSuchFile, .indexDamaged, .indexUnreadable].contains(error.code) else {
                throw error
            }
            let directory = try state.absolute()
            let snapshots = try snapshots?.absolute()
            guard SnapshotStore(directory: snapshots ?? directory.appending("snapshots")).isThere else {
                throw error
            }
            return try Archive(snapshotsOf: directory, snapshotsDirectory: snapshots)
        }
    }

    /// The socket of the daemon that is asked: the one named, or the first that is found.
    func usedSocket(for purpose: SocketLocations.Purpose) throws -> FilePath {
        try socket?.absolute() ?? Self.foundSocket(for: purpose)
    }

    private static func foundSocket(for purpose: SocketLocations.Purpose) throws -> FilePath {
        let environment = ProcessEnvironment.variables([
            "GAZETTE_SOCKET", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "HOME",
        ])
        return try SocketLocations.first(
            of: SocketLocations.candidates(for: purpose, environment: environment))
    }
}
