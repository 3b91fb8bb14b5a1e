public import SystemPackage

/// Where a daemon keeps its things unless it is told: under systemd by the environment of the unit, else by
/// the XDG base directories of the user.
public struct DaemonPlaces: Sendable, Equatable {
    /// The state directory.
    public let state: FilePath
    /// The socket that may do everything.
    public let socket: FilePath
    /// The configuration file, if there is one at the usual place: `gazetted.yaml` in the unit's
    /// configuration directory, or in the user's.
    public let configuration: FilePath?

    /// Finds the places; `nil` where not even `HOME` says where the state belongs.
    ///
    /// - Parameter environment: The variables of the process; those that are empty or relative count as
    ///   unset.
    public init?(environment: [String: String]) {
        func folder(_ name: String) -> FilePath? {
            // systemd separates several directories by colons; the first is the unit's own.
            let first = environment[name]?.split(separator: ":").first.map { FilePath(String($0)) }
            return first.flatMap { $0.isAbsolute ? $0 : nil }
        }
        let home = folder("HOME")
        let userState = (folder("XDG_STATE_HOME") ?? home?.appending(".local/state"))?.appending("gazette")
        let userConfiguration = (folder("XDG_CONFIG_HOME") ?? home?.appending(".config"))?.appending(
            "gazette")
        guard let state = folder("STATE_DIRECTORY") ?? userState else { return nil }
        self.state = state
        let runtime = folder("RUNTIME_DIRECTORY") ?? folder("XDG_RUNTIME_DIR")?.appending("gazette")
        socket = (runtime ?? state).appending("gazetted.sock")
        configuration = (folder("CONFIGURATION_DIRECTORY") ?? userConfiguration)?.appending("gazetted.yaml")
    }
}
