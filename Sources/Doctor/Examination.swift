public import GazetteAPI
public import SystemPackage

/// Looks at everything that an archive needs from the machine it is on. Only reads; runs `systemctl`, `find`,
/// `timedatectl` and `gazetted --version`.
public struct Examination: Sendable {
    /// Who was asked for the status.
    public enum Source: Sendable {
        /// An archive in this state directory, read without a daemon.
        case stateDirectory(FilePath)
        /// A daemon at this socket; `nil` where none was found.
        case daemon(FilePath?)
    }

    private let status: Result<StatusResponse, APIError>
    private let source: Source

    /// Prepares an examination.
    ///
    /// - Parameters:
    ///   - status: What the archive answers to the question for its status.
    ///   - source: Who was asked.
    public init(status: Result<StatusResponse, APIError>, source: Source) {
        self.status = status
        self.source = source
    }

    /// Does all checks, one after the other.
    ///
    /// - Returns: What was found.
    /// - Complexity: Reads the names in all folders below the watched ones, for at most ten seconds each.
    public func diagnosis() async -> Diagnosis {
        let unit = await ServiceUnit.installed()
        var findings = await ProgramCheck(answering: try? status.get().version).findings()
        findings += DaemonCheck(status: status, expectsDaemon: expectsDaemon, unit: unit).findings()
        if let unit {
            findings += UnitCheck(unit: unit).findings()
            findings += SocketCheck(
                socket: "/run/gazette/search.sock", group: unit.group, isExpected: unit.isActive
            ).findings()
        }
        if let status = try? status.get() {
            let service = asksSystemService ? unit : nil
            for folder in status.folders {
                findings += FolderCheck(
                    folder: folder, reader: service.map(ServiceReader.init), unit: service
                ).findings()
            }
            findings += await WatchLimitCheck.ofThisMachine(folders: status.folders)
            findings += IndexCheck(status: status, options: options).findings()
        }
        findings += PDFCheck.ofThisMachine()
        findings += DiskCheck.ofThisMachine(state: state(unit))
        findings += await ClockCheck.ofThisMachine()
        return Diagnosis(findings)
    }

    private var expectsDaemon: Bool {
        if case .daemon = source { true } else { false }
    }

    private var options: String {
        if case .stateDirectory(let path) = source { " --state \(ShellWord.quoted(path.string))" } else { "" }
    }

    private var asksSystemService: Bool {
        if case .daemon(let socket?) = source { socket.starts(with: "/run/gazette") } else { false }
    }

    private func state(_ unit: ServiceUnit?) -> FilePath? {
        if case .stateDirectory(let path) = source { return path }
        if unit != nil { return "/var/lib/gazette" }
        let environment = Environment.variables(["XDG_STATE_HOME", "HOME"])
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return FilePath(state).appending("gazette")
        }
        return environment["HOME"].map { FilePath($0).appending(".local/state/gazette") }
    }
}
