import TestSupport
import Testing

extension ProcessResult {
    /// Expects that the program ended with 0.
    @discardableResult
    func expectSuccess(sourceLocation: SourceLocation = #_sourceLocation) -> ProcessResult {
        #expect(status == .exited(0), "\(text)\(error)", sourceLocation: sourceLocation)
        return self
    }

    /// Expects an exit code, and words in the one line on standard error that says why.
    @discardableResult
    func expectFailure(
        _ code: Int32, saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) -> ProcessResult {
        #expect(status == .exited(code), "\(text)\(error)", sourceLocation: sourceLocation)
        for word in words {
            #expect(error.contains(word), "\(error)", sourceLocation: sourceLocation)
        }
        return self
    }
}
