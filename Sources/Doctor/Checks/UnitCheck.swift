/// Whether the system service is as it should be.
struct UnitCheck {
    private static let check = "unit"

    let unit: ServiceUnit

    func findings() -> [Finding] {
        guard unit.isLoaded else {
            return [
                .failure(
                    Self.check, "systemd cannot load \(ServiceUnit.name): \(unit.loadState)",
                    remedy: "systemd-analyze verify \(ServiceUnit.name)")
            ]
        }
        var findings: [Finding] = []
        if unit.hasFailed {
            findings.append(
                .failure(
                    Self.check, "\(ServiceUnit.name) has failed: \(unit.result)",
                    remedy:
                        "journalctl -u gazetted -n 50; systemctl reset-failed gazetted; systemctl start gazetted"
                ))
        } else if !unit.isActive {
            findings.append(
                .warning(
                    Self.check, "\(ServiceUnit.name) is \(unit.state)", remedy: "systemctl start gazetted"))
        }
        if unit.isOlderThanItsFile {
            findings.append(
                .warning(
                    Self.check, "\(ServiceUnit.name) has changed on disk since systemd read it",
                    remedy: "systemctl daemon-reload && systemctl restart gazetted"))
        }
        if unit.isActive, !unit.startsAtBoot {
            findings.append(
                .warning(
                    Self.check, "\(ServiceUnit.name) does not start with the machine",
                    remedy: "systemctl enable gazetted"))
        }
        if unit.restartCount > 0 {
            findings.append(
                .warning(
                    Self.check,
                    "\(ServiceUnit.name) was restarted \(unit.restartCount) times since it was started",
                    remedy: "journalctl -u gazetted -p warning"))
        }
        return findings.isEmpty ? [.ok(Self.check, "\(ServiceUnit.name) is \(unit.state)")] : findings
    }
}
