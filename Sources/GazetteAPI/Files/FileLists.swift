/// How many files an answer lists.
public enum FileListLimit {
    /// 1,000, unless more are asked for.
    public static let usual = 1_000
    /// 10,000: some megabytes of an answer.
    public static let maximum = 10_000
}

/// A page of a list of files.
public protocol FileListPage: Codable, Sendable {
    /// What is said of a file.
    associatedtype File
    /// The files of this page.
    var files: [File] { get set }
    /// What to ask for after this to get those that follow; `nil` on the last page.
    var nextAfter: String? { get set }
    /// Adds the page that follows, so that both are one.
    mutating func append(_ next: Self)
}

extension FileListPage {
    /// Adds the files of the page that follows.
    public mutating func append(_ next: Self) {
        files += next.files
        nextAfter = next.nextAfter
    }
}

/// The answer of `GET /v1/files/refused`.
public struct RefusedFilesResponse: FileListPage, Hashable {
    /// A reason, and how many files were refused for it.
    public struct Reason: Codable, Hashable, Sendable {
        /// The reason, with `…` for the numbers in it where they differ.
        public var reason: String
        /// How many files.
        public var files: Int

        /// Makes a reason.
        public init(reason: String, files: Int) {
            self.reason = reason
            self.files = files
        }
    }

    /// A reason, and how many articles in files of many were refused for it.
    public struct ArticleReason: Codable, Hashable, Sendable {
        /// The reason, with `…` for the numbers in it where they differ.
        public var reason: String
        /// How many articles.
        public var articles: Int

        /// Makes a reason.
        public init(reason: String, articles: Int) {
            self.reason = reason
            self.articles = articles
        }
    }

    /// A file that was refused, or an article in a file of many.
    public struct File: Codable, Hashable, Sendable {
        /// Where it is; an article's ends in `#n` or `#member`. Bytes that are not UTF-8 are written `\xHH`.
        public var path: String
        /// Why it was refused.
        public var reason: String

        /// Makes a file.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The reasons of all refused files, the most frequent first; none on a later page.
    public var reasons: [Reason]
    /// Refused files, by path.
    public var files: [File]
    /// The reasons of all articles that were refused in files of many, the most frequent first; none on a
    /// later page.
    public var articleReasons: [ArticleReason]
    /// Articles that were refused in files of many, behind the last of the files.
    public var articles: [File]
    /// What to ask for after this to get those that follow; `null` where there are none.
    @ExplicitNull public var nextAfter: String?

    /// Makes an answer.
    public init(
        reasons: [Reason] = [], files: [File] = [], articleReasons: [ArticleReason] = [],
        articles: [File] = [], nextAfter: String? = nil
    ) {
        formatVersion = WireFormat.version
        self.reasons = reasons
        self.files = files
        self.articleReasons = articleReasons
        self.articles = articles
        self.nextAfter = nextAfter
    }

    /// Reads an answer; an earlier version's says nothing of articles.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        formatVersion = try container.decode(Int.self, forKey: .formatVersion)
        reasons = try container.decode([Reason].self, forKey: .reasons)
        files = try container.decode([File].self, forKey: .files)
        articleReasons = try container.decodeIfPresent([ArticleReason].self, forKey: .articleReasons) ?? []
        articles = try container.decodeIfPresent([File].self, forKey: .articles) ?? []
        nextAfter = try container.decodeIfPresent(String.self, forKey: .nextAfter)
    }

    /// Adds the page that follows.
    public mutating func append(_ next: Self) {
        files += next.files
        articles += next.articles
        nextAfter = next.nextAfter
    }
}

/// The answer of `GET /v1/files/doubtful`.
public struct DoubtfulFilesResponse: FileListPage, Hashable {
    /// A file whose character set was guessed, and may be another.
    public struct File: Codable, Hashable, Sendable {
        /// Where it is. Bytes that are not UTF-8 are written `\xHH`.
        public var path: String
        /// The character set that it was read in.
        public var charset: String
        /// How certain the guess is, 0.5...1.
        public var certainty: Double

        /// Makes a file.
        public init(path: String, charset: String, certainty: Double) {
            self.path = path
            self.charset = charset
            self.certainty = certainty
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// Such files, the least certain first.
    public var files: [File]
    /// What to ask for after this to get the files that follow; `null` where there are none.
    @ExplicitNull public var nextAfter: String?

    /// Makes an answer.
    public init(files: [File], nextAfter: String? = nil) {
        formatVersion = WireFormat.version
        self.files = files
        self.nextAfter = nextAfter
    }
}

/// The answer of `POST /v1/files/retry`.
public struct RetryResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// How many refused files are read again.
    public var files: Int

    /// Makes an answer.
    public init(files: Int) {
        formatVersion = WireFormat.version
        self.files = files
    }
}

/// The answer of `POST /v1/files/forget`.
public struct ForgetResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The ids of the articles that were taken out.
    public var articles: [Int64]
    /// Where they stood.
    public var paths: [String]
    /// Whether the index has no trace of them any more; `false` where somebody read it at that moment, and
    /// the write-ahead log has one until the next commits.
    public var traceless: Bool

    /// Makes an answer.
    public init(articles: [Int64], paths: [String], traceless: Bool) {
        formatVersion = WireFormat.version
        self.articles = articles
        self.paths = paths
        self.traceless = traceless
    }
}

/// What is to be forgotten.
public enum ForgetTarget: Hashable, Sendable {
    /// The article with this number.
    case article(Int64)
    /// All articles of a file, or one of them: an absolute path, as bytes, which may end in `#n`.
    case path([UInt8])
}
