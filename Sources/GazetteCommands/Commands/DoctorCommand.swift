import ArgumentParser
import Console
import Doctor
import GazetteAPI
import GazetteClient
import SystemPackage

/// `gazette doctor`
struct DoctorCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: """
            Checks programs, service, sockets, folders, limits, disks and clock, and says what mends each finding.
            """,
        discussion: """
            Only looks; what it says is for you to do: below each finding stands the command that mends it, or that \
            shows more of it, where there is one. What the asking user may not look at is not known, and a warning: \
            root sees all. Ends with 1 when something does not work, and with 0 when there are only warnings.

              sudo gazette doctor
              gazette doctor --socket /run/gazette-sports/gazetted.sock
            """
    )

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let diagnosis = await Examination(
            status: await status(), source: try source(), ask: Self.objection
        ).diagnosis()
        try output.print(diagnosis) { terminal in
            FindingRenderer(terminal: terminal).render(
                diagnosis.findings.map { FindingRenderer.Line($0.check, $0.mark, $0.message, $0.remedy) })
        }
        if diagnosis.count(.failure) > 0 { throw ExitStatus.failed }
    }

    private func status() async -> Result<StatusResponse, APIError> {
        do {
            return .success(try await service.service(for: .search).status())
        } catch let error as APIError {
            return .failure(error)
        } catch {
            return .failure(APIError(.internalError, "\(error)"))
        }
    }

    /// Why no daemon answers at a socket; `nil` where one does.
    private static func objection(at socket: FilePath) async -> APIError? {
        do {
            _ = try await HTTPSearchService(.unixSocket(socket)).health()
            return nil
        } catch let error as APIError {
            return error
        } catch {
            return APIError(.internalError, "\(error)")
        }
    }

    private func source() throws -> Examination.Source {
        if let state = service.state { return .stateDirectory(try state.absolute()) }
        return .daemon(try? service.usedSocket(for: .search))
    }
}

extension Finding {
    fileprivate var mark: FindingRenderer.Mark {
        switch level {
        case .ok: .ok
        case .warning: .warning
        case .failure: .failure
        }
    }
}
