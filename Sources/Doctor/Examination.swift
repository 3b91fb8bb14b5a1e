public import GazetteAPI
public import SystemPackage

/// Looks at everything that an archive needs from the machine it is on. Only reads; runs `systemctl`, `find`,
/// `timedatectl`, `dpkg-query`, and `gazetted` with `--version` and `--check-config`.
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
        let unit = await ServiceUnit.installed(askedService ?? ServiceUnit.usualName)
        let service = isOfItsOwn ? nil : unit
        let asker = Asker(options: options)
        var findings = await ProgramCheck(
            answering: try? status.get().version, restart: Self.restarting(service)
        ).findings()
        findings += DaemonCheck(status: status, expectsDaemon: expectsDaemon, unit: unit).findings()
        if let unit {
            findings += UnitCheck(unit: unit).findings()
        }
        findings += await socketFindings(unit)
        if let status = try? status.get() {
            findings += await watchFindings(status.folders, service, asker)
            findings += IndexCheck(status: status, options: options, unit: service?.name).findings()
        }
        findings += PDFCheck.ofThisMachine()
        findings += stateFindings(await places(unit), service, asker)
        findings += await ClockCheck.ofThisMachine()
        return Diagnosis(findings)
    }

    private func watchFindings(
        _ folders: [StatusResponse.Folder], _ service: ServiceUnit?, _ asker: Asker
    ) async -> [Finding] {
        let limits = InotifyLimits.ofThisMachine()
        let count = await WatchLimitCheck.folderCount(folders)
        var findings: [Finding] = []
        for folder in folders {
            // Which groups a daemon of one's own was given nobody knows; that it reads a folder it says
            // itself.
            let reader = service == nil && folder.mode != "offline" ? nil : daemonUser(service)
            findings += FolderCheck(
                folder: folder, reader: reader, unit: service, asker: asker, limits: limits,
                folderCount: count
            ).findings()
        }
        if let limits { findings += WatchLimitCheck(limits: limits, folderCount: count).findings() }
        return findings
    }

    private func stateFindings(
        _ places: ArchivePlaces, _ service: ServiceUnit?, _ asker: Asker
    ) -> [Finding] {
        guard let state = places.state else {
            return [
                .warning(
                    "disk", "it is not known which state directory belongs to what was asked",
                    remedy: "gazette doctor --state DIR")
            ]
        }
        var findings = DiskCheck.ofThisMachine(state, asker: asker)
        if let store = places.snapshots {
            findings += SnapshotStoreCheck(
                state: state, store: store, writer: daemonUser(service), unit: service, asker: asker
            ).findings()
        } else {
            findings.append(
                .warning(
                    "snapshots", "it is not known where snapshots are kept",
                    remedy: "gazetted --check-config"))
        }
        return findings + SetAsideCheck.ofThisMachine(state: state, asker: asker)
    }

    /// Who reads the folders and writes the state: as the unit says, or else who owns the socket or the state
    /// directory.
    private func daemonUser(_ service: ServiceUnit?) -> ServiceReader? {
        if let service { return ServiceReader(service) }
        switch source {
        case .stateDirectory(let path): return ServiceReader(owning: path)
        case .daemon(let socket): return socket.flatMap(ServiceReader.init(owning:))
        }
    }

    /// Where the archive that was asked keeps its things: as it says, or else as its configuration does.
    private func places(_ unit: ServiceUnit?) async -> ArchivePlaces {
        if let told = try? status.get().places { return ArchivePlaces(told) }
        switch source {
        case .stateDirectory(let path):
            return ArchivePlaces(state: path, snapshots: path.appending("snapshots"))
        case .daemon(let socket):
            if let unit, !isOfItsOwn { return await .ofService(unit) }
            return await .ofThisUser(socket: socket)
        }
    }

    /// The service has its sockets as long as it runs, or as long as systemd holds them for it; a daemon of
    /// one's own has one.
    private func socketFindings(_ unit: ServiceUnit?) async -> [Finding] {
        if let unit, unit.isActive {
            var findings: [Finding] = []
            for (name, purpose) in [
                ("gazetted.sock", SocketCheck.Purpose.everything), ("search.sock", .search),
            ] {
                let socket = unit.runtimeFolder.appending(name)
                findings += SocketCheck(
                    socket: socket, purpose: purpose, user: unit.user, group: unit.group,
                    objection: await ask(socket), restart: Self.restarting(unit)
                ).findings()
            }
            return findings + (await ownSocketFindings())
        }
        return await ownSocketFindings()
    }

    private func ownSocketFindings() async -> [Finding] {
        guard case .daemon(let socket?) = source, isOfItsOwn else { return [] }
        return SocketCheck(
            socket: socket, purpose: .everything, user: "", group: "", objection: await ask(socket),
            restart: Self.restarting(nil)
        ).findings()
    }

    private static func restarting(_ service: ServiceUnit?) -> String {
        service.map { "systemctl restart \($0.name)" }
            ?? "systemctl --user restart gazetted  # or start gazetted anew"
    }

    private var expectsDaemon: Bool {
        if case .daemon = source { true } else { false }
    }

    /// The unit whose socket was asked; `nil` for a daemon of one's own, and where no socket was found.
    private var askedService: String? {
        if case .daemon(let socket?) = source { ServiceUnit.name(ofSocket: socket) } else { nil }
    }

    /// Whether what was asked is no service of this machine: a daemon of one's own, or a state directory.
    /// Where nothing was found the service is what is missed.
    private var isOfItsOwn: Bool {
        if case .daemon(nil) = source { false } else { askedService == nil }
    }

    /// What a command needs to ask the same archive; where there are two sockets, for everything.
    private var options: String {
        switch source {
        case .stateDirectory(let path):
            let snapshots = (try? status.get().places?.snapshots).map { FilePath($0) }
            let isElsewhere = snapshots.map { $0 != path.appending("snapshots") } ?? false
            return " --state \(ShellWord.quoted(path.string))"
                + (isElsewhere ? " --snapshots \(ShellWord.quoted(snapshots?.string ?? ""))" : "")
        case .daemon(nil): return ""
        case .daemon(let socket?):
            if askedService == ServiceUnit.usualName { return "" }
            let full =
                askedService == nil ? socket : socket.removingLastComponent().appending("gazetted.sock")
            return " --socket \(ShellWord.quoted(full.string))"
        }
    }
}
