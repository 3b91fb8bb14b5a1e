internal import GazetteAPI
internal import Subprocess

/// Whether both programs are there, and of one version.
struct ProgramCheck {
    /// The version of the daemon that answers, if one does.
    let answering: String?
    /// The command that starts it anew.
    var restart = "systemctl restart gazetted"

    func findings() async -> [Finding] {
        let own = "gazette \(ProgramVersion.current)"
        guard let installed = await Self.installedVersion() else {
            return [
                .failure(
                    "programs", "there is no gazetted beside this \(own), nor on the path",
                    remedy: await Self.installing())
            ]
        }
        if installed != ProgramVersion.current {
            return [
                .failure(
                    "programs",
                    "this is \(own), and the installed gazetted is \(installed): install both from one build",
                    remedy: await Self.installing())
            ]
        }
        if let answering, answering != installed {
            return [
                .warning(
                    "programs", "gazetted \(installed) is installed, and \(answering) still runs",
                    remedy: restart)
            ]
        }
        return [.ok("programs", "gazette and gazetted \(installed)")]
    }

    private static func installedVersion() async -> String? {
        await Program.outputOfDaemon(["--version"])?.split { $0 == " " || $0 == "\n" }.last.map(String.init)
    }

    /// How both come from one build again, the way they came here.
    private static func installing() async -> String {
        let status = await Program.output(
            of: .name("dpkg-query"), ["-W", "-f", "${db:Status-Status}", "gazette"])
        return status == "installed"
            ? "apt-get install --reinstall ./gazette_*.deb  # where the package lies"
            : "script/install  # where the source lies"
    }
}
