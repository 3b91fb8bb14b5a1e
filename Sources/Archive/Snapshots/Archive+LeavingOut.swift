internal import ArticleStore
internal import Articles
public import GazetteAPI
public import SystemPackage

extension Archive {
    /// Takes out of a restored folder what was forgotten since its snapshot was taken, and every word of it. Takes about as
    /// long as copying its index twice.
    ///
    /// - Parameters:
    ///   - forgotten: What ``GazetteAPI/SnapshotResponse/forgotten`` names.
    ///   - folder: The folder, which nobody else uses.
    /// - Returns: What was done, for a person; `nil` where nothing was forgotten.
    /// - Throws: ``GazetteAPI/APIError``; the folder may have the articles then.
    public static func leaveOut(_ forgotten: [ForgottenSource], of folder: FilePath) async throws -> String? {
        guard !forgotten.isEmpty else { return nil }
        do {
            let articles = try forgotten.map(ForgottenArticle.init)
            let outcome = try await ArticleStore.leaveOut(
                articles, of: StateDirectory(path: folder), now: WallClock.milliseconds)
            return description(of: outcome, folder)
        } catch {
            throw APIError(
                (error as? StoreError)?.reason == .diskFull ? .storageFull : .internalError,
                "'\(folder)' is restored and may have what was forgotten since, which could not be taken out (\(error)); "
                    + "a gazetted that is started on it does so, or remove it")
        }
    }

    private static func description(of outcome: LeavingOut, _ folder: FilePath) -> String {
        switch outcome {
        case .done(articleCount: 1): "an article that was forgotten is left out of '\(folder)'"
        case .done(let count): "\(count) articles that were forgotten are left out of '\(folder)'"
        case .atFirstStart:
            "'\(folder)' is of an earlier version, and may have what was forgotten; it is taken out when gazetted is "
                + "started on it"
        case .impossible:
            "'\(folder)' is of a version that could not forget, and may have what was forgotten; forget it there, too"
        }
    }
}

extension ForgottenSource {
    init(_ article: ForgottenArticle) {
        let digits = String(article.sourceHash, radix: 16)
        self.init(
            sourceHash: String(repeating: "0", count: 16 - digits.count) + digits, ordinal: article.ordinal,
            timeMs: article.time)
    }
}

extension ForgottenArticle {
    fileprivate init(_ source: ForgottenSource) throws {
        guard let hash = UInt64(source.sourceHash, radix: 16) else {
            throw APIError(.internalError, "'\(source.sourceHash)' is no hash of 16 hexadecimal digits")
        }
        self.init(sourceHash: hash, ordinal: source.ordinal, time: source.timeMs)
    }
}
