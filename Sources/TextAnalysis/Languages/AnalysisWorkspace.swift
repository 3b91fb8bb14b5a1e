internal import Dispatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
internal import Synchronization

/// What analysing texts needs and one thread at a time may use: stemmers and names with what they remember.
///
/// Under a lock ``borrow(_:)`` hands one out and takes it back, so that each is with one caller only; there
/// are as many as callers were at work at one time. Of those that nobody uses, as many remember something as
/// there are cores: a daemon that is never idle would else come to hold the memory of all of them.
final class AnalysisWorkspace: @unchecked Sendable {
    /// Those that nobody uses, the last used ones last.
    private struct Unused {
        var remembering: [AnalysisWorkspace] = []
        var forgetful: [AnalysisWorkspace] = []
    }

    /// Those in which texts are searched for terms, apart from the others: to index a long text takes long,
    /// and nobody who searches waits for that.
    private enum Searching {
        static let isFree = DispatchSemaphore(value: AnalysisWorkspace.rememberingCount)
        static let unused = Mutex<[AnalysisWorkspace]>([])
    }

    private static let unused = Mutex(Unused())
    private static let rememberingCount = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    private var stemmers: [Language: Stemmer] = [:]
    private var plans: [Language?: LanguagePlan] = [:]
    /// The tokens of the pieces of texts in all languages.
    let tokens = TokenMemory(slotBits: 17)
    /// The names of words in queries.
    private(set) lazy var queryNames = NameMaker()

    private init() {}

    /// Calls `body` with a workspace that nobody else uses meanwhile.
    static func borrow<Result>(_ body: (AnalysisWorkspace) -> Result) -> Result {
        let workspace =
            unused.withLock { $0.remembering.popLast() ?? $0.forgetful.popLast() } ?? AnalysisWorkspace()
        defer { workspace.giveBack() }
        return body(workspace)
    }

    /// A workspace that nobody else uses until it is given back: for whoever analyses many texts, and
    /// remembers their pieces himself; those that remember some are left to others.
    static func take() -> AnalysisWorkspace {
        unused.withLock { $0.forgetful.popLast() ?? $0.remembering.popLast() } ?? AnalysisWorkspace()
    }

    /// Calls `body` with a workspace for the search of a text, of which there are as many as cores. Where all
    /// are in use it waits for one: whoever has it is at work, and one more would have nothing at hand.
    /// Blocks.
    static func borrowForSearch<Result>(_ body: (AnalysisWorkspace) -> Result) -> Result {
        Searching.isFree.wait()
        let workspace = Searching.unused.withLock { $0.popLast() } ?? AnalysisWorkspace()
        defer {
            Searching.unused.withLock { $0.append(workspace) }
            Searching.isFree.signal()
        }
        return body(workspace)
    }

    /// Has all workspaces that nobody uses forget the words that they met last.
    static func releaseMemory() {
        unused.withLock { unused in
            for workspace in unused.remembering { workspace.forget() }
            unused.forgetful += unused.remembering
            unused.remembering = []
        }
        Searching.unused.withLock { for workspace in $0 { workspace.forget() } }
    }

    /// Ends the use of a workspace that was taken.
    func giveBack() {
        let remembers = Self.unused.withLock { unused in
            guard unused.remembering.count < Self.rememberingCount else { return false }
            unused.remembering.append(self)
            return true
        }
        guard !remembers else { return }
        forget()
        Self.unused.withLock { $0.forgetful.append(self) }
    }

    private func forget() {
        tokens.removeAll()
        for stemmer in stemmers.values { stemmer.releaseMemory() }
        for plan in plans.values { plan.names.releaseMemory() }
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
