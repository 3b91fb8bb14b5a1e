internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage
internal import TextAnalysis

/// An index that is open.
struct OpenedIndex {
    let pool: DatabasePool
    /// Whether it had commits of which the ledger has nothing.
    let isNewer: Bool
    /// From when it is, in milliseconds since 1970, where it has taken the place of another; 0 where that is
    /// not known.
    var restoredFrom: Int64?
}

extension StoreOpening {
    /// Opens the index, or another one in the place of one that is damaged or foreign, so that it goes on
    /// behind what was given.
    mutating func openIndex(behind given: GivenNumbers) throws -> OpenedIndex {
        let mark = try DamageMark.read(state.damageMark, of: state.index)
        do {
            switch mark {
            case nil, .gone: return try attempt(behind: given.known, given)
            case .setAside(let name)
            where FileProbe.exists(state.index) && FileProbe.exists(state.path.appending(name)):
                return try goOnWithReplacement(of: state.path.appending(name), given)
            case .found, .setAside:
                throw StoreError(.damaged(detail: "found while in use"), file: state.index)
            }
        } catch let error as StoreError where error.isDamage {
            return try replaceDamaged(error, mark, given)
        } catch let error as StoreError where error.reason == .foreign {
            let name = try SettingAside.setAside(state.index, as: "foreign", now: now)
            tellSetAside(error, name, "the folders are read again")
            return try attempt(behind: given.knownToReplacement, given)
        }
    }

    /// Opens what a start that was ended has put there, before it had raised it.
    private mutating func goOnWithReplacement(of damaged: FilePath, _ given: GivenNumbers) throws
        -> OpenedIndex
    {
        var opened = try attempt(behind: given.knownToReplacement, given, mayBeRaised: true)
        opened.restoredFrom = 0
        tell(
            "index_set_aside",
            "the index was damaged; it is now '\(damaged)' and what a start before has put in its place is brought up to "
                + "date")
        return opened
    }

    /// Sets a damaged index aside, and opens an older one, or else a new one.
    private mutating func replaceDamaged(
        _ error: StoreError, _ mark: DamageMark?, _ given: GivenNumbers
    ) throws -> OpenedIndex {
        // That both were gone stays known.
        let name =
            mark == .gone
            ? try SettingAside.setAside(state.index, as: "damaged", now: now)
            : try SettingAside.setAsideDamaged(state.index, after: mark, in: state.damageMark, now: now)
        switch try indexRecovery?(state) ?? .impossible(nil) {
        case .restored(let what, let time):
            if var opened = try attemptRestored(what, given) {
                opened.restoredFrom = time
                tellSetAside(error, name, "an older one takes its place")
                tell("index_restored", "\(what) was restored; what came since is read from the folders")
                return opened
            }
        case .impossible(let reason?): tell("index_not_restored", reason)
        case .impossible(nil): break
        }
        tellSetAside(error, name, "the folders are read again")
        return try attempt(behind: given.knownToReplacement, given)
    }

    /// Opens an older index that was just put there; `nil` where that is damaged, too, and set aside in its
    /// turn.
    private mutating func attemptRestored(_ what: String, _ given: GivenNumbers) throws -> OpenedIndex? {
        do {
            return try attempt(behind: given.knownToReplacement, given)
        } catch let error as StoreError where error.isDamage {
            _ = try SettingAside.setAside(state.index, as: "damaged", now: now)
            tell("index_not_restored", "\(what) cannot be used: \(error.description)")
            return nil
        }
    }

    private mutating func tellSetAside(_ error: StoreError, _ name: String?, _ consequence: String) {
        var what = error.description
        if case .damaged(let detail) = error.reason { what = "the index was damaged (\(detail))" }
        tell("index_set_aside", "\(what); " + (name.map { "it is now '\($0)' and " } ?? "") + consequence)
    }

    /// Opens what lies there, which goes on behind `least`, or a new one where nothing does. It may be a
    /// replacement that an earlier start has raised already (`mayBeRaised`).
    private func attempt(
        behind least: LedgerState, _ given: GivenNumbers, mayBeRaised: Bool = false
    ) throws -> OpenedIndex {
        try DatabaseAccess.describing(state.index) {
            let pool = try DatabasePool(
                path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            if let objection = try pool.read({ try Schema.objection(toIndex: $0) }) {
                throw StoreError(objection, file: state.index)
            }
            try Schema.migrator(SchemaMigration.index).migrate(pool)
            if let found = try pool.read({ try IndexState.fetch($0)?.revision }) { try given.onFound(found) }
            let found = try pool.write { database in
                let found = try Self.raise(database, to: least.passing(given.passed))
                if found == nil {
                    try Self.begin(database, behind: given.knownToReplacement.passing(given.passed))
                }
                return found
            }
            let isNewer = found.map { found in
                let isRaised = mayBeRaised && found >= given.knownToReplacement.head
                return found > given.known.head && !isRaised
            }
            try beginRebuild(in: pool)
            try DatabaseFileCheck.check(state.index, pool)
            return OpenedIndex(pool: pool, isNewer: isNewer ?? false)
        }
    }

    /// Has an index go on behind what was given. A power cut, or a restored copy, can leave it behind the
    /// ledger.
    ///
    /// - Returns: The revision that it had; `nil` where it is new.
    private static func raise(_ index: Database, to least: LedgerState) throws -> Revision? {
        guard let found = try IndexState.fetch(index) else { return nil }
        try index.execute(
            sql: SQLStatement.raiseIndexState.text, arguments: [least.head.rawValue, least.nextArticleID])
        return found.revision
    }

    private static func begin(_ index: Database, behind given: LedgerState) throws {
        try index.execute(
            sql: SQLStatement.createIndexState.text,
            arguments: [given.head.rawValue, TextAnalyzer.version, given.nextArticleID])
    }

    /// A full disk is no reason not to answer: the terms that are there are searched.
    private func beginRebuild(in pool: DatabasePool) throws {
        do {
            _ = try DatabaseAccess.describing(state.index) {
                try pool.write { try AnalysisRebuild.beginIfDue(in: $0, termWriting: termWriting) }
            }
        } catch let error as StoreError where error.reason == .diskFull {
        }
    }
}
