internal import FoundationEssentials
internal import SystemPackage

/// Runs the client against a daemon's socket.
struct ClientCommand {
    let program: FilePath
    let places: DaemonProcess.Places
    private let scratch: FilePath

    init(_ programs: Programs, at places: DaemonProcess.Places) {
        program = programs.client
        self.places = places
        scratch = places.log.removingLastComponent()
    }

    /// Runs it to its end, which must be an exit with one of `codes`, and decodes what it printed.
    func run<Answer: Decodable>(
        _ arguments: [String], as answer: Answer.Type, accepting codes: Set<Int32> = [0]
    ) throws -> (answer: Answer, duration: Duration) {
        let output = scratch.appending("client.out")
        let errors = scratch.appending("client.err")
        let process = try ChildProcess(
            program, arguments + ["--json", "--socket", places.socket.string], output: output, errors: errors)
        let end = try process.wait()
        let command = "gazette \(arguments.joined(separator: " "))"
        guard let code = end.exitCode, codes.contains(code) else {
            throw BenchmarkError("\(command) ended with \(end.description): \(try OpenFile.text(of: errors))")
        }
        let printed = try OpenFile(output).readToEnd()
        do {
            return (try JSONDecoder().decode(answer, from: Data(printed)), end.duration)
        } catch {
            throw BenchmarkError("what \(command) printed is not understood: \(error)")
        }
    }
}
