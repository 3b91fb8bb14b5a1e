import Console
import GazetteAPI
import Testing

@Suite struct ExitStatusTests {
    @Test(arguments: APIError.Code.allCases)
    func `every error ends with the status that the contract gives it`(code: APIError.Code) {
        let expected: Int32 =
            switch code {
            case .badRequest, .queryTooLong, .queryNotClean, .requestTooLarge: 2
            case .noDaemon: 3
            case .noSuchArticle, .noSuchSnapshot, .noSuchFile: 4
            case .snapshotDamaged, .indexDamaged: 5
            case .unauthorized, .searchOnly, .noSuchRoute, .methodNotAllowed, .indexUnreadable, .timeout,
                .busy,
                .unavailable,
                .storageFull, .internalError:
                1
            }
        #expect(ExitStatus(code).rawValue == expected)
    }
}
