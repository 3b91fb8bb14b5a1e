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
    private let ask: @Sendable (FilePath) async -> APIError?

    /// Prepares an examination.
    ///
    /// - Parameters:
    ///   - status: What the archive answers to the question for its status.
    ///   - source: Who was asked.
    ///   - ask: Asks at a socket for a sign of life; returns why there is none.
    public init(
        status: Result<StatusResponse, APIError>, source: Source,
        ask: @escaping @Sendable (FilePath) async -> APIError?
    ) {
        self.status = status
        self.source = source
        self.ask = ask
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
        }
        findings += await socketFindings(unit)
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
        findings += SetAsideCheck.ofThisMachine(state: state(unit))
        findings += await ClockCheck.ofThisMachine()
        return Diagnosis(findings)
    }

    /// The service has its sockets as long as it runs, or as long as systemd holds them for it; a daemon of one's own
    /// has one.
    private func socketFindings(_ unit: ServiceUnit?) async -> [Finding] {
        if let unit, unit.isActive {
            var findings: [Finding] = []
            for (name, purpose) in [
                ("gazetted.sock", SocketCheck.Purpose.everything), ("search.sock", .search),
            ] {
                let socket = Self.systemFolder.appending(name)
                findings += SocketCheck(
                    socket: socket, purpose: purpose, user: unit.user, group: unit.group,
                    objection: await ask(socket)
                ).findings()
            }
            if asksSystemService { return findings }
            return findings + (await ownSocketFindings())
        }
        return await ownSocketFindings()
    }

    private func ownSocketFindings() async -> [Finding] {
        guard case .daemon(let socket?) = source, !asksSystemService else { return [] }
        return SocketCheck(
            socket: socket, purpose: .everything, user: "", group: "", objection: await ask(socket),
            restart: "systemctl --user restart gazetted  # or start gazetted anew"
        ).findings()
    }

    private static let systemFolder: FilePath = "/run/gazette"

    private var expectsDaemon: Bool {
        if case .daemon = source { true } else { false }
    }

    private var options: String {
        if case .stateDirectory(let path) = source { " --state \(ShellWord.quoted(path.string))" } else { "" }
    }

    private var asksSystemService: Bool {
        if case .daemon(let socket?) = source { socket.starts(with: Self.systemFolder) } else { false }
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
