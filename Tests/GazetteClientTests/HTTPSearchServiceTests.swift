import GazetteAPI
import GazetteClient
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a client makes of answers that no daemon should give, and of none.
@Suite struct HTTPSearchServiceTests {
    private static let healthy = #"{"format_version":1,"ready":true,"reason":null,"status":"ok"}"#

    @Test func `an answer in pieces of any kind is put together`() async throws {
        let (first, last) = (Self.healthy.prefix(10), Self.healthy.dropFirst(10))
        let chunked =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "a\r\n\(first)\r\n\(String(last.utf8.count, radix: 16))\r\n\(last)\r\n0\r\n\r\n"
        #expect(try await health(answering: chunked).ready)
        let untilTheEnd = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n\(Self.healthy)"
        #expect(try await health(answering: untilTheEnd).ready)
    }

    @Test(
        arguments: [
            ("", .unavailable), ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", .unavailable),
            (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
                .unavailable
            ),
            ("SSH-2.0-OpenSSH_9.2\r\n", .unavailable),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", .noDaemon),
            ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", .noDaemon),
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", .noDaemon),
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\nhi", .noDaemon),
            (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n"
                    + #"{"format_version": 2}"#, .internalError
            ),
            (
                "HTTP/1.1 500 Oh\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull",
                .noDaemon
            ),
            (
                "HTTP/1.1 418 Tea\r\nContent-Type: application/json\r\nContent-Length: 44\r\n\r\n"
                    + #"{"error":{"code":"teapot","message":"brew"}}"#, .badRequest
            ),
        ] as [(String, APIError.Code)])
    func `an answer that makes no sense is an error that says where`(
        answer: String, code: APIError.Code
    ) async throws {
        let error = await #expect(throws: APIError.self) { _ = try await health(answering: answer) }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error.map { $0.message == "brew" || $0.message.contains("g.sock") } == true)
    }

    @Test func `a scripted server that is gone answers for no other`() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<100 {
            _ = try ScriptedServer(at: folder.path.appending("gone\(number)"), answers: [""])
            let answer =
                "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n\(Self.healthy)"
            #expect(try await health(answering: answer).ready)
        }
    }

    @Test func `where nobody answers, the socket and the ways out are named`() async throws {
        let folder = try TemporaryFolder()
        let absent = folder.path.appending("g.sock")
        let error = await #expect(throws: APIError.self) { _ = try await ask(absent) }
        #expect(error?.code == .noDaemon)
        #expect(
            error?.message
                == "no daemon answers: there is no socket at '\(absent)'; start gazetted, or read the index "
                + "itself with --state DIR")
        let file = try folder.write("x", to: "file")
        let refused = await #expect(throws: APIError.self) { _ = try await ask(file) }
        #expect(refused?.code == .noDaemon)
        #expect(refused?.message.contains("Connection refused") == true)
        let long = folder.path.appending(String(repeating: "s", count: 108))
        let tooLong = await #expect(throws: APIError.self) { _ = try await ask(long) }
        #expect(tooLong?.code == .noDaemon)
        #expect(tooLong?.message.contains("107") == true)
        let closed = await #expect(throws: APIError.self) {
            _ = try await HTTPSearchService(.tcp(host: "127.0.0.1", port: 1)).health()
        }
        #expect(closed?.code == .noDaemon)
        #expect(closed?.message.contains("127.0.0.1:1") == true)
    }

    @Test func `cancelling ends a call that nobody answers`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        let server = try ScriptedServer(at: path, answers: [""], keepsOpen: true)
        let call = Task { try await HTTPSearchService(.unixSocket(path)).verify() }
        call.cancel()
        await #expect(throws: CancellationError.self) { _ = try await call.value }
        withExtendedLifetime(server) {}
    }

    @Test func `what changes nothing is asked again where the daemon was stopped before it answered`()
        async throws
    {
        let answer = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n\(Self.healthy)"
        #expect(try await health(answering: "", answer).ready)
        let error = await #expect(throws: APIError.self) { _ = try await health(answering: "", "", answer) }
        #expect(error?.code == .unavailable)
    }

    @Test func `what changes something is never asked for twice`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        let server = try ScriptedServer(
            at: path, answers: ["", "HTTP/1.1 418 Tea\r\nContent-Length: 0\r\n\r\n"])
        defer { withExtendedLifetime(server) {} }
        let error = await #expect(throws: APIError.self) {
            _ = try await HTTPSearchService(.unixSocket(path)).createSnapshot(label: nil)
        }
        #expect(error?.code == .unavailable)
    }

    private func health(answering answers: String...) async throws -> HealthResponse {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        let server = try ScriptedServer(at: path, answers: answers)
        defer { withExtendedLifetime(server) {} }
        return try await ask(path)
    }

    private func ask(_ path: FilePath) async throws -> HealthResponse {
        try await HTTPSearchService(.unixSocket(path)).health()
    }
}
