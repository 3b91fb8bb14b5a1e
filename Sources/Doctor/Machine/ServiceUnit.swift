internal import Subprocess

/// What systemd says of `gazetted.service`.
struct ServiceUnit: Sendable, Equatable {
    static let name = "gazetted.service"
    private static let properties = [
        "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "NRestarts", "NeedDaemonReload",
        "User",
        "Group", "SupplementaryGroups", "ProtectHome", "PrivateTmp", "BindPaths", "BindReadOnlyPaths",
        "StatusText",
    ]

    private let values: [String: String]

    /// Reads what `systemctl show` prints: lines `NAME=VALUE`.
    init(showing text: String) {
        values = text.split(separator: "\n").reduce(into: [:]) { values, line in
            guard let equals = line.firstIndex(of: "=") else { return }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }

    /// The unit of this machine; `nil` where there is no systemd or no such unit.
    static func installed() async -> ServiceUnit? {
        guard
            let text = await Program.output(
                of: .name("systemctl"),
                ["show", name, "--no-pager", "--property=\(properties.joined(separator: ","))"])
        else { return nil }
        let unit = ServiceUnit(showing: text)
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

    /// The folders of the machine that are shown to the service where it would not see them.
    var boundPaths: [String] {
        (self["BindPaths"] + " " + self["BindReadOnlyPaths"]).split(separator: " ").map { entry in
            // SOURCE[:TARGET[:OPTIONS]]; what counts is where the service sees it.
            let parts = entry.drop { $0 == "-" }.split(separator: ":")
            return String(parts.count > 1 ? parts[1] : parts.first ?? "")
        }
    }
}
