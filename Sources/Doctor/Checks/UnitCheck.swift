/// Whether the system service is as it should be.
struct UnitCheck {
    private static let check = "unit"

    let unit: ServiceUnit

    func findings() -> [Finding] {
        guard unit.isLoaded else {
            return [
                .failure(
                    Self.check, "systemd cannot load \(unit.file): \(unit.loadState)",
                    remedy: "systemd-analyze verify \(unit.file)")
            ]
        }
        var findings: [Finding] = []
        if unit.hasFailed {
            findings.append(
                .failure(
                    Self.check, "\(unit.file) has failed: \(unit.result)",
                    remedy:
                        "journalctl -u \(unit.name) -n 50; systemctl reset-failed \(unit.name); systemctl start \(unit.name)"
                ))
        } else if !unit.isActive {
            findings.append(
                .warning(
                    Self.check, "\(unit.file) is \(unit.state)", remedy: "systemctl start \(unit.name)"))
        }
        if unit.isOlderThanItsFile {
            findings.append(
                .warning(
                    Self.check, "\(unit.file) has changed on disk since systemd read it",
                    remedy: "systemctl daemon-reload && systemctl restart \(unit.name)"))
        }
        if unit.isActive, !unit.startsAtBoot {
            findings.append(
                .warning(
                    Self.check, "\(unit.file) does not start with the machine",
                    remedy: "systemctl enable \(unit.name)"))
        }
        if unit.restartCount > 0 {
            findings.append(
                .warning(
                    Self.check,
                    "\(unit.file) was restarted \(unit.restartCount) times since it was started",
                    remedy: "journalctl -u \(unit.name) -p warning"))
        }
        return findings.isEmpty ? [.ok(Self.check, "\(unit.file) is \(unit.state)")] : findings
    }
}
