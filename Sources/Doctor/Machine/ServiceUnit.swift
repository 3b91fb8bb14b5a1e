internal import Subprocess
internal import SystemPackage

/// What systemd says of a unit that runs a daemon: `gazetted.service`, or one of another archive.
struct ServiceUnit: Sendable, Equatable {
    /// The name of the unit of the first archive, as commands take it.
    static let usualName = "gazetted"
    private static let properties = [
        "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "NRestarts", "NeedDaemonReload",
        "User", "Group", "SupplementaryGroups", "ProtectHome", "PrivateTmp", "ProtectSystem", "BindPaths",
        "BindReadOnlyPaths", "ReadWritePaths", "StateDirectory", "RuntimeDirectory", "Environment",
        "StatusText",
    ]

    /// As commands take it: `gazetted`, or `gazetted@NAME`.
    let name: String
    private let values: [String: String]

    /// Reads what `systemctl show` prints: lines `NAME=VALUE`.
    init(showing text: String, name: String = usualName) {
        self.name = name
        values = text.split(separator: "\n").reduce(into: [:]) { values, line in
            guard let equals = line.firstIndex(of: "=") else { return }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }

    /// The unit whose daemon has a socket, by the folder that systemd makes for it: `/run/gazette`, or
    /// `/run/gazette-NAME` of another archive. `nil` for a socket elsewhere.
    static func name(ofSocket socket: FilePath) -> String? {
        let parts = socket.components.map(\.string)
        guard socket.isAbsolute, parts.count == 3, parts[0] == "run" else { return nil }
        if parts[1] == "gazette" { return usualName }
        return parts[1].hasPrefix("gazette-") ? "\(usualName)@\(parts[1].dropFirst("gazette-".count))" : nil
    }

    /// A unit of this machine; `nil` where there is no systemd or no such unit.
    static func installed(_ name: String = usualName) async -> ServiceUnit? {
        guard
            let text = await Program.output(
                of: .name("systemctl"),
                ["show", "\(name).service", "--no-pager", "--property=\(properties.joined(separator: ","))"])
        else { return nil }
        let unit = ServiceUnit(showing: text, name: name)
        return unit["LoadState"] == "not-found" || unit["LoadState"].isEmpty ? nil : unit
    }

    private subscript(_ name: String) -> String { values[name] ?? "" }

    var isLoaded: Bool { self["LoadState"] == "loaded" }
    var loadState: String { self["LoadState"] }
    var isActive: Bool { self["ActiveState"] == "active" }
    var hasFailed: Bool { self["ActiveState"] == "failed" }
    /// As `active (running)`.
    var state: String { "\(self["ActiveState"]) (\(self["SubState"]))" }
    /// Why it failed, in systemd's word.
    var result: String { self["Result"] }
    var startsAtBoot: Bool {
        ["enabled", "enabled-runtime", "static", "linked"].contains(self["UnitFileState"])
    }
    var restartCount: Int { Int(self["NRestarts"]) ?? 0 }
    var isOlderThanItsFile: Bool { self["NeedDaemonReload"] == "yes" }
    var user: String { self["User"] }
    var group: String { self["Group"] }
    var supplementaryGroups: [String] { self["SupplementaryGroups"].split(separator: " ").map(String.init) }
    var hidesHomes: Bool { !["no", "read-only", ""].contains(self["ProtectHome"]) }
    var hidesTemporaryFolders: Bool { self["PrivateTmp"] == "yes" }

    /// As `gazetted.service`.
    var file: String { "\(name).service" }
    /// `/run/gazette`, where its sockets are.
    var runtimeFolder: FilePath { folder("RuntimeDirectory", below: "/run") ?? "/run/gazette" }
    /// `/var/lib/gazette`, unless its configuration says otherwise.
    var stateFolder: FilePath? { folder("StateDirectory", below: "/var/lib") }

    /// What its daemon finds in its environment.
    var environment: [String: String] {
        var variables: [String: String] = ["RUNTIME_DIRECTORY": runtimeFolder.string]
        if let stateFolder { variables["STATE_DIRECTORY"] = stateFolder.string }
        for word in self["Environment"].split(separator: " ") {
            guard let equals = word.firstIndex(of: "=") else { continue }
            variables[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
        return variables
    }

    /// The folders of the machine that are shown to the service where it would not see them, as it sees them.
    var boundPaths: [String] { bindings("BindPaths", "BindReadOnlyPaths").map(\.target.string) }

    /// Where on this machine is what the service sees at a path, and the folder with which its way begins.
    func place(of path: FilePath) -> (path: FilePath, start: FilePath) {
        for (source, target) in bindings("BindPaths", "BindReadOnlyPaths") where path.starts(with: target) {
            return (source.appending(path.components.dropFirst(target.components.count)), source)
        }
        return (path, "/")
    }

    /// Whether its confinement lets it write to a folder.
    func mayWrite(to path: FilePath) -> Bool {
        guard self["ProtectSystem"] == "strict" else { return true }
        let writable = self["ReadWritePaths"].split(separator: " ").map { entry in
            FilePath(String(entry.drop { $0 == "-" || $0 == "+" }))
        }
        let all = writable + bindings("BindPaths").map(\.target) + [stateFolder].compactMap(\.self)
        return all.contains { path.starts(with: $0) }
    }

    private func folder(_ property: String, below parent: FilePath) -> FilePath? {
        self[property].split(separator: " ").first.map { parent.appending(String($0)) }
    }

    private func bindings(_ properties: String...) -> [(source: FilePath, target: FilePath)] {
        properties.flatMap { self[$0].split(separator: " ") }.compactMap {
            entry -> (source: FilePath, target: FilePath)? in
            // SOURCE[:TARGET[:OPTIONS]]
            let parts = entry.drop { $0 == "-" }.split(separator: ":").map { FilePath(String($0)) }
            guard let source = parts.first else { return nil }
            return (source, parts.count > 1 ? parts[1] : source)
        }
    }
}
