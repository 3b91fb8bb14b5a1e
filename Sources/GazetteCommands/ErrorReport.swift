import ArgumentParser
import Console
import GazetteAPI
import SystemPackage

/// Says why a command ended, and how the process does.
struct ErrorReport {
    /// Whether the command was to print JSON.
    let printsJSON: Bool

    func report(_ error: any Error) -> ExitStatus {
        switch error {
        case Output.Failure.readerGone:
            return .done
        case let status as ExitStatus:
            return status
        case let error as APIError:
            return report(error)
        default:
            return Gazette.exitCode(for: error).isSuccess ? help(error) : reportOther(error)
        }
    }

    /// Prints an error and goes on.
    func tell(_ error: APIError) { _ = report(error) }

    private func report(_ error: APIError) -> ExitStatus {
        var status = ExitStatus(error.code)
        do {
            try OutputOptions.printError(error, asJSON: printsJSON)
        } catch let failure as Output.Failure where failure == .readerGone {
            // Nobody reads the answer; the status still says what became of the question.
        } catch {
            complain(String(describing: error))
            status = .failed
        }
        complain(error.message)
        return status
    }

    /// The help or the version, which were asked for.
    private func help(_ request: any Error) -> ExitStatus {
        do throws(Output.Failure) {
            try Output(.standardOutput).write(Gazette.fullMessage(for: request) + "\n")
            return .done
        } catch {
            return report(error)
        }
    }

    private func reportOther(_ error: any Error) -> ExitStatus {
        let isWrongUse = Gazette.exitCode(for: error) == .validationFailure
        // The parser knows arguments in the form that carries all bytes; people get them back as they typed
        // them.
        let message = RawArgument.text(of: Gazette.fullMessage(for: error))
        let usage = message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message
        write(ErrorLine.text(program: "gazette", usage: usage))
        return isWrongUse ? .wrongUse : .failed
    }

    private func complain(_ message: String) { write(ErrorLine.text(program: "gazette", message: message)) }

    private func write(_ text: String) {
        // Where standard error is gone as well, the exit code has to do.
        try? Output(.standardError).write(text)
    }
}
