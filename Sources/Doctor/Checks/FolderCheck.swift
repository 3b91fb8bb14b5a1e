internal import FolderWatch
internal import GazetteAPI
internal import SystemPackage

/// Whether a watched folder is there and can be read by the daemon.
struct FolderCheck {
    private static let check = "folder"
    private static let homes = ["/home", "/root", "/run/user"]
    private static let temporaryFolders = ["/tmp", "/var/tmp"]

    let folder: StatusResponse.Folder
    /// Who reads it, where that is not who asks; with what its unit hides from it.
    let reader: ServiceReader?
    var unit: ServiceUnit?
    /// Who asks, and how to ask with more rights.
    var asker = Asker()
    /// Why a folder may be looked through now and then.
    var limits: InotifyLimits?
    /// How many folders there are to watch.
    var folderCount = 0

    func findings() -> [Finding] {
        let path = FilePath(folder.path)
        if let hidden = hiddenRoot(of: path) {
            return [
                .failure(
                    Self.check, "\(folder.path) is hidden from the service, as all of \(hidden) is",
                    remedy: showing(folder.path))
            ]
        }
        if let reader, let hindrance = reader.hindrance(at: place.path, from: place.start) {
            return [finding(hindrance, reader)]
        }
        switch folder.mode {
        case "offline":
            return [RealPath.of(place.path) == nil ? absent("\(folder.path) is not there") : unwatched]
        case "polling": return [polling(RealPath.of(place.path) ?? place.path)]
        default: return [.ok(Self.check, "\(folder.path) (\(folder.mode))")]
        }
    }

    /// The command that shows a folder to the service.
    private func showing(_ path: String) -> String {
        let name = unit?.name ?? ServiceUnit.usualName
        let folder = "/etc/systemd/system/\(name).service.d"
        let line = ShellWord.quoted("BindReadOnlyPaths=\(path)")
        return "mkdir -p \(folder) && printf '[Service]\\n%s\\n' \(line) >> \(folder)/shown.conf "
            + "&& systemctl daemon-reload && systemctl restart \(name)"
    }

    private func hiddenRoot(of path: FilePath) -> String? {
        guard let unit else { return nil }
        let hidden =
            (unit.hidesHomes ? Self.homes : []) + (unit.hidesTemporaryFolders ? Self.temporaryFolders : [])
        guard let root = hidden.first(where: { path.starts(with: FilePath($0)) }) else { return nil }
        return unit.boundPaths.contains { path.starts(with: FilePath($0)) } ? nil : root
    }

    /// Where it is on this machine, and the folder with which the way to it begins.
    private var place: (path: FilePath, start: FilePath) {
        unit?.place(of: FilePath(folder.path)) ?? (FilePath(folder.path), "/")
    }

    private func absent(_ what: String) -> Finding {
        .failure(
            Self.check, "\(what): mount it, or make it; its articles stay searchable",
            remedy: "mkdir -p \(ShellWord.quoted(place.path.string))")
    }

    /// A folder that was taken out of the configuration stays known, with its articles.
    private var unwatched: Finding {
        let reload = unit.map { "systemctl reload \($0.name)" } ?? "systemctl --user reload gazetted"
        return .warning(
            Self.check, "\(folder.path) is there, and not watched; its articles stay searchable",
            remedy: "\(reload)  # once the configuration names it")
    }

    /// The daemon looks through what the kernel tells it nothing of: others write there, or there is no watch
    /// to be had.
    private func polling(_ path: FilePath) -> Finding {
        if let remote = RemoteMount.found(at: path) {
            return .warning(
                Self.check,
                "\(folder.path) is looked through now and then: of what other machines write to \(remote.path) "
                    + "(\(remote.type)) the kernel tells nothing; nothing mends that but a folder of this machine",
                remedy: nil)
        }
        guard let limits else {
            return .warning(
                Self.check,
                "\(folder.path) is looked through now and then: the kernel has no more watches for the daemon",
                remedy: nil)
        }
        return .warning(
            Self.check,
            "\(folder.path) is looked through now and then: the kernel has no more watches for the daemon; "
                + "all programs of its user share \(limits.watches) in \(limits.instances) instances",
            remedy: limits.raising(for: folderCount))
    }

    private func finding(_ hindrance: ServiceReader.Hindrance, _ reader: ServiceReader) -> Finding {
        let user = ShellWord.quoted(reader.user)
        switch hindrance {
        case .absent(let path): return absent("\(folder.path) is not there, since there is no \(path)")
        case .closed(let path):
            return .failure(
                Self.check, "user '\(reader.user)' may not enter \(path)",
                remedy: "setfacl -m u:\(user):x \(ShellWord.quoted(path.string))  # of package acl")
        case .forbidden(let path):
            // As the default as well, for what comes into it later.
            return .failure(
                Self.check, "user '\(reader.user)' may not read \(path)",
                remedy: "setfacl -R -m u:\(user):rX,d:u:\(user):rX \(ShellWord.quoted(path.string))"
                    + "  # of package acl")
        case .unknown(let path, let error):
            return .warning(
                Self.check,
                "it is not known whether user '\(reader.user)' may read \(folder.path) (\(folder.mode)): "
                    + "\(path): \(error)",
                remedy: asker.looking(as: reader.user, at: path))
        }
    }
}
