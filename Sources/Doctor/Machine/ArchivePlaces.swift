internal import GazetteAPI
internal import Subprocess
internal import SystemPackage

/// Where an archive keeps its things, as far as that is known.
struct ArchivePlaces: Sendable, Equatable {
    let state: FilePath?
    let snapshots: FilePath?

    init(state: FilePath?, snapshots: FilePath?) {
        self.state = state
        self.snapshots = snapshots
    }

    /// What the archive says of itself.
    init(_ told: StatusResponse.Places) {
        self.init(state: FilePath(told.state), snapshots: FilePath(told.snapshots))
    }

    /// What the configuration of a service says, for its daemon that does not answer; with a mistake in it,
    /// or where it cannot be read, the state directory that systemd makes.
    static func ofService(_ unit: ServiceUnit) async -> ArchivePlaces {
        var variables: [Environment.Key: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        for (name, value) in unit.environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        let text = await Program.outputOfDaemon(["--check-config"], environment: .custom(variables))
        return text.map { ArchivePlaces(checked: $0) }
            ?? ArchivePlaces(state: unit.stateFolder, snapshots: nil)
    }

    /// What the configuration of this user says, for a daemon of one's own that does not answer.
    ///
    /// - Parameter socket: Where it was asked; `nil` for the usual place.
    /// - Returns: Nothing for a socket that the configuration does not name: another daemon's.
    static func ofThisUser(socket: FilePath?) async -> ArchivePlaces {
        let nothing = ArchivePlaces(state: nil, snapshots: nil)
        guard let text = await Program.outputOfDaemon(["--check-config"]) else { return nothing }
        guard let socket else { return ArchivePlaces(checked: text) }
        return value("socket", in: text) == socket ? ArchivePlaces(checked: text) : nothing
    }

    /// Reads what `gazetted --check-config` prints: lines `NAME`, blanks, `PATH`.
    init(checked text: String) {
        self.init(state: Self.value("state", in: text), snapshots: Self.value("snapshots", in: text))
    }

    private static func value(_ name: String, in text: String) -> FilePath? {
        for line in text.split(separator: "\n") where line.hasPrefix("\(name) ") {
            return FilePath(String(line.dropFirst(name.count).drop { $0 == " " }))
        }
        return nil
    }
}
