internal import ArticleStore
internal import Articles
public import GazetteAPI
public import Snapshots
public import SystemPackage

extension Archive {
    /// Takes out of a restored folder what was forgotten since its snapshot was taken, and every word of it.
    /// Takes about as long as copying its index twice.
    ///
    /// - Parameters:
    ///   - forgotten: What `SnapshotResponse.forgotten` names.
    ///   - folder: The folder, which nobody else uses.
    ///   - destination: Where it will be, by which messages name it.
    /// - Returns: What was done, for a person; `nil` where nothing was there to be left out.
    /// - Throws: `APIError`; the folder may have the articles then, and should be removed.
    public static func leaveOut(
        _ forgotten: [ForgottenSource], of folder: FilePath, for destination: FilePath
    ) async throws -> String? {
        guard !forgotten.isEmpty else { return nil }
        do {
            let articles = try forgotten.map(ForgottenArticle.init)
            let outcome = try await ArticleStore.leaveOut(
                articles, of: StateDirectory(path: folder), now: WallClock.milliseconds)
            return description(of: outcome, destination)
        } catch {
            let isDamage = (error as? StoreError)?.isOfDamage == true
            throw APIError(
                isDamage ? .snapshotDamaged : isDiskFull(error) ? .storageFull : .internalError,
                "'\(destination)' is not made, since what was forgotten after its snapshot could not be taken out of it "
                    + "(\(error))\(isDamage ? "; 'gazette snapshot export' gives the snapshot as it is" : "")"
            )
        }
    }

    /// Why a snapshot that lies elsewhere must not be taken into the store: it is dated before something was
    /// forgotten, and by its revision it would count as one from after that. So it is of another archive, or
    /// a clock was put back; no later look could tell that it may have what was forgotten.
    ///
    /// - Parameter id: The snapshot.
    /// - Returns: The reason, for a person; `nil` where it may be taken in.
    public func objection(toImporting id: SnapshotID) -> String? {
        let revision = Revision(rawValue: id.revision)
        guard let current = try? store.revision(), revision <= current,
            !store.mayHoldForgotten(at: revision, from: id.createdAt * 1_000, beyond: current),
            store.isFromBeforeRemoval(id.createdAt * 1_000)
        else { return nil }
        return
            "\(id) is dated before something was forgotten here, and by its revision nothing would tell that it may have "
            + "that, since it is of another archive; import it into a state directory of its own"
    }

    private static func isDiskFull(_ error: any Error) -> Bool { (error as? StoreError)?.reason == .diskFull }

    private static func description(of outcome: LeavingOut, _ folder: FilePath) -> String? {
        switch outcome {
        case .done(articleCount: 0): nil
        case .done(articleCount: 1): "an article that was forgotten is left out of '\(folder)'"
        case .done(let count): "\(count) articles that were forgotten are left out of '\(folder)'"
        case .atFirstStart:
            "'\(folder)' may have what was forgotten, as it is of an earlier version or its disk is full; it is taken out "
                + "when gazetted is started on it"
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
