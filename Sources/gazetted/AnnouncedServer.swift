internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import SystemPackage

/// Answers from the moment that there is something to answer until the daemon stops, whatever answers
/// meanwhile; and says that it does to the service manager, or to who started it by hand.
final class AnnouncedServer: Service {
    let announcement: Announcement
    private let listeners: [Listener]
    private let logger: Logger
    private let server = Mutex<GazetteServer?>(nil)
    private let (servers, start) = AsyncStream.makeStream(of: GazetteServer.self)

    init(settings: DaemonSettings, listeners: [Listener], logger: Logger) {
        announcement = Announcement(settings: settings, listeners: listeners)
        self.listeners = listeners
        self.logger = logger
    }

    func run() async throws {
        for await server in servers.cancelOnGracefulShutdown() {
            try await withGracefulShutdownHandler {
                try await server.run()
            } onGracefulShutdown: {
                ServiceManager.notify("STOPPING=1")
            }
        }
    }

    /// Has something else answer from now on, the first of which opens the sockets. Returns when nothing is
    /// worked on in the former any more.
    func answer(from answering: GazetteServer.Answering) async {
        let running: GazetteServer? = server.withLock { server in
            if let server { return server }
            server = makeServer(answering)
            return nil
        }
        await running?.replace(with: answering)
    }

    private func makeServer(_ answering: GazetteServer.Answering) -> GazetteServer {
        let last = listeners.last
        let server = GazetteServer(
            answering, listeners: listeners, logger: logger,
            onListening: { [logger, announcement] listener, address in
                logger.info("Listening", metadata: ["address": "\(address)", "access": "\(listener.access)"])
                if listener == last { announcement.serverListens() }
            })
        start.yield(server)
        return server
    }
}

/// Says once that the daemon is ready: its sockets accept, and its archive is what answers there.
final class Announcement: Sendable {
    private struct State {
        var isListening = false
        var isOpen = false
        var isMade = false
    }

    private let settings: DaemonSettings
    private let listeners: [Listener]
    private let state = Mutex(State())

    init(settings: DaemonSettings, listeners: [Listener]) {
        self.settings = settings
        self.listeners = listeners
    }

    /// Whether it was said.
    var isMade: Bool { state.withLock(\.isMade) }

    func serverListens() { note { $0.isListening = true } }

    func archiveIsOpen() { note { $0.isOpen = true } }

    private func note(_ change: (inout State) -> Void) {
        let isDue = state.withLock { state in
            change(&state)
            guard state.isListening, state.isOpen, !state.isMade else { return false }
            state.isMade = true
            return true
        }
        if isDue { make() }
    }

    private func make() {
        let socket = path(.full) ?? settings.socket
        ServiceManager.notify("READY=1", status: "Answering at \(socket)")
        // What a person who started the daemon by hand needs to know.
        var lines = settings.watched.folders.map { "watching  \($0.path)" }
        lines.append("socket    \(socket)")
        if let path = path(.searchOnly) { lines.append("searching \(path)") }
        _ = try? FileDescriptor.standardOutput.writeAll(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Where a Unix socket is, which the service manager may have put elsewhere than the configuration says.
    private func path(_ access: Listener.Access) -> FilePath? {
        for listener in listeners where listener.access == access {
            if case .unixSocket(let path, _) = listener.address { return path }
        }
        return nil
    }
}
