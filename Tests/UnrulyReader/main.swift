import CConfinement
import ConfinedReading

#if canImport(Glibc)
    import Glibc
#endif

// A program in the place of the daemon whose readers do what the name of their file says in place of reading
// it, as a reader might that a hostile file has overcome.
ConfinedProcess.serve(preparing: { command, _ in
    if command.name == "ends the template" { exit(0) }
}) { command in
    switch command.name {
    case "attacks": exit(attackFailures())
    case "dies": kill(getpid(), SIGKILL)
    case "says nonsense": print(String(repeating: "nonsense ", count: 10))
    case "says much of nothing": sayMuchOfNothing()
    case "is told to stop":
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { kill(getpid(), signal) }
    case "spins":
        _ = gazette_limit(gazette_confinement_limits(memory_bytes: 1 << 30, cpu_seconds: 1))
        while true {}
    case "waits": pause()
    case "stops the template and says all":
        kill(getppid(), SIGSTOP)
        // The end, which has no ordinal, hash or text.
        let end = [UInt8(ascii: "E"), 16] + [UInt8](repeating: 0, count: 7 + 16)
        _ = unsafe end.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
    case "closes its answer and waits":
        close(1)
        pause()
    case "ends with 3": exit(3)
    default: break
    }
    exit(0)
}

/// How many of the ways to a signal for another process are open to a confined reader.
private func attackFailures() -> Int32 {
    let other = getppid()
    guard gazette_confine_calls(GAZETTE_CALLS_COMPUTE) == 0 else { return 100 }
    let answers = [
        kill(other, 0), fcntl(1, F_SETOWN, other), fcntl(1, F_SETFL, O_ASYNC),
        fcntl(0, 1_024 /* F_SETLEASE */, F_RDLCK),
    ]
    // What it may do is not refused with it: to look at what is open, and to end itself.
    guard fcntl(0, F_GETFD) >= 0, raise(SIGCHLD) == 0 else { return 101 }
    return Int32(answers.count { $0 == 0 })
}

/// Refusals without a word, by far more than there is room for in the daemon.
private func sayMuchOfNothing() {
    var frame: [UInt8] = [UInt8(ascii: "R")] + [40, 0, 0, 0, 0, 0, 0, 0]
    frame += [UInt8](repeating: 0, count: 32) + [UInt8](repeating: 0xFF, count: 8)
    let frames = [[UInt8]](repeating: frame, count: 1_000).flatMap { $0 }
    while unsafe frames.withUnsafeBytes({ unsafe write(1, $0.baseAddress, $0.count) }) > 0 {}
}
