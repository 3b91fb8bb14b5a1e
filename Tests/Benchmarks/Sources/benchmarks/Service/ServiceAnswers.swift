/// Of the answer to a search, what the benchmarks read.
struct SearchAnswer: Decodable {
    var total: Int
    /// Microseconds to parse, match and rank.
    var tookMicroseconds: Double
    /// Microseconds to fetch the hits with their excerpts.
    var fetchMicroseconds: Double

    private enum CodingKeys: String, CodingKey {
        case total
        case tookMicroseconds = "took_us"
        case fetchMicroseconds = "fetch_us"
    }
}

/// Of the answer to `/v1/status`, what the benchmarks read.
struct StatusAnswer: Decodable {
    struct Files: Decodable {
        var pending: Int
    }

    var articles: Int
    var files: Files
    var ready: Bool
}

/// Of the answer to `/v1/articles`, what the benchmarks read.
struct ArticlesAnswer: Decodable {
    struct Article: Decodable {
        var path: String
        var title: String
        var text: String
    }

    var articles: [Article]
    var nextAfter: Int64?

    private enum CodingKeys: String, CodingKey {
        case articles
        case nextAfter = "next_after"
    }
}

/// What `gazette verify --json` prints, as far as it is read.
struct VerifyAnswer: Decodable {
    struct Problem: Decodable {}

    var unaccounted: Int
    var articles: Int
    var problems: [Problem]
}

/// What `gazette snapshot drill --json` prints, as far as it is read.
struct DrillAnswer: Decodable {
    struct Drill: Decodable {
        private var restoreMilliseconds: Int
        private var checkMilliseconds: Int

        var restoreSeconds: Double { Double(restoreMilliseconds) / 1e3 }
        var checkSeconds: Double { Double(checkMilliseconds) / 1e3 }

        private enum CodingKeys: String, CodingKey {
            case restoreMilliseconds = "restore_ms"
            case checkMilliseconds = "check_ms"
        }
    }

    var drill: Drill
}

/// What `gazette snapshot create --json` prints, as far as it is read.
struct SnapshotAnswer: Decodable {
    struct Snapshot: Decodable {
        var byteCount: Int
        var plainByteCount: Int

        private enum CodingKeys: String, CodingKey {
            case byteCount = "byte_count"
            case plainByteCount = "plain_byte_count"
        }
    }

    var snapshot: Snapshot
}

/// That `gazette snapshot prune --json` has printed something.
struct PruneAnswer: Decodable {}
