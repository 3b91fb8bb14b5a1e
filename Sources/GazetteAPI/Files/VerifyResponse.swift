/// Whether folders, ledger and index agree.
public struct VerifyResponse: Codable, Hashable, Sendable {
    /// Something that does not agree, or is damaged.
    public struct Problem: Codable, Hashable, Sendable {
        /// A stable word: `missing`, `changed`, `gone`, `double`, `ledger`, `database`, `full_text`,
        /// `unreadable`.
        public var code: String
        /// The path it is about, or `null`.
        @ExplicitNull public var path: String?
        /// One line for a person.
        public var message: String

        /// Makes a problem.
        public init(code: String, path: String?, message: String) {
            self.code = code
            self.path = path
            self.message = message
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The revision that was checked.
    public var revision: Int64
    /// Files in the folders that are in no end state.
    public var unaccounted: Int
    /// What does not agree; at most the first 1,000.
    public var problems: [Problem]
    /// How many problems there are.
    public var problemCount: Int
    /// Files found in the folders.
    public var filesSeen: Int
    /// Articles checked in the index.
    public var articles: Int
    /// Files pending: seen, and not yet read.
    public var pending: Int
    /// Folders that are away and could not be compared.
    public var offlineFolders: [String]

    /// Makes an answer.
    public init(
        revision: Int64, unaccounted: Int, problems: [Problem], problemCount: Int, filesSeen: Int,
        articles: Int,
        pending: Int, offlineFolders: [String]
    ) {
        formatVersion = WireFormat.version
        self.revision = revision
        self.unaccounted = unaccounted
        self.problems = problems
        self.problemCount = problemCount
        self.filesSeen = filesSeen
        self.articles = articles
        self.pending = pending
        self.offlineFolders = offlineFolders
    }
}
