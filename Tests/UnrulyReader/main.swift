import ConfinedReading

#if canImport(Glibc)
    import Glibc
#endif

// A program in the place of the daemon whose readers do what the name of their file says in place of reading it, as a
// reader might that a hostile file has overcome.
ConfinedProcess.serve(preparing: { command, _ in
    if command.name == "ends the template" { exit(0) }
}) { command in
    switch command.name {
    case "dies": kill(getpid(), SIGKILL)
    case "says nonsense": print(String(repeating: "nonsense ", count: 10))
    case "is told to stop":
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { kill(getpid(), signal) }
    case "waits": pause()
    case "closes its answer and waits":
        close(1)
        pause()
    case "ends with 3": exit(3)
    default: break
    }
    exit(0)
}
