internal import Synchronization

/// What analysing texts needs and one thread at a time may use: stemmers and names with what they remember.
///
/// Under a lock ``borrow(_:)`` hands one out and takes it back, so that each is with one caller only; there
/// are as many as callers were at work at one time.
final class AnalysisWorkspace: @unchecked Sendable {
    private static let idle = Mutex<[AnalysisWorkspace]>([])

    private var stemmers: [Language: Stemmer] = [:]
    private var plans: [Language?: LanguagePlan] = [:]
    /// The tokens of the pieces of texts in all languages.
    let tokens = TokenMemory(slotBits: 17)
    /// The names of words in queries.
    private(set) lazy var queryNames = NameMaker()

    private init() {}

    /// Calls `body` with a workspace that nobody else uses meanwhile.
    static func borrow<Result>(_ body: (AnalysisWorkspace) -> Result) -> Result {
        let workspace = idle.withLock { $0.popLast() } ?? AnalysisWorkspace()
        defer { idle.withLock { $0.append(workspace) } }
        return body(workspace)
    }

    /// Has all workspaces that nobody uses forget the words that they met last.
    static func releaseMemory() {
        idle.withLock { workspaces in
            for workspace in workspaces {
                workspace.tokens.removeAll()
                for stemmer in workspace.stemmers.values { stemmer.releaseMemory() }
                for plan in workspace.plans.values { plan.names.releaseMemory() }
            }
        }
    }

    /// The stemmer of a language, made when it is first asked for.
    func stemmer(_ language: Language) -> Stemmer? {
        if let stemmer = stemmers[language] { return stemmer }
        guard let stemmer = Stemmer(language: language) else { return nil }
        stemmers[language] = stemmer
        return stemmer
    }

    /// How the words of an article in `language` are analysed.
    func plan(for language: Language?) -> LanguagePlan {
        if let plan = plans[language] { return plan }
        let plan = LanguagePlan(language: language, workspace: self)
        plans[language] = plan
        return plan
    }
}
