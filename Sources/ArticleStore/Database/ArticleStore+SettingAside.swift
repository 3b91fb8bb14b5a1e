internal import Articles
internal import SystemPackage

/// Databases that are not used any more get a dated name, and whoever owns them decides about them.
extension ArticleStore {
    /// Renames a database and its log.
    ///
    /// - Returns: The new name; `nil` where there is nothing by the old one, as after an end in the midst of this.
    static func setAside(_ file: FilePath, as word: String, now: Int64) throws -> String? {
        let dated = ".\(word)-\(compactTime(now))"
        var suffix = dated
        var number = 2
        // Two in one second are both kept.
        while FileProbe.exists(FilePath(file.string + suffix)) {
            suffix = "\(dated)-\(number)"
            number += 1
        }
        do {
            var isRenamed = false
            for part in ["", "-wal", "-shm"] {
                let isThere = try FileProbe.rename(
                    FilePath(file.string + part), to: FilePath(file.string + suffix + part))
                if part.isEmpty { isRenamed = isThere }
            }
            return isRenamed ? file.string + suffix : nil
        } catch let error as Errno {
            throw StoreError(.notPermitted(detail: "rename: \(error)"), file: file)
        }
    }

    /// `20261123T225433Z`.
    private static func compactTime(_ milliseconds: Int64) -> String {
        let seconds = Int(milliseconds / 1_000)
        let day = CalendarDay(daysSinceEpoch: seconds / 86_400)?.description ?? "0000-00-00"
        let clock = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60]
        return day.filter { $0 != "-" } + "T" + clock.map { ($0 < 10 ? "0" : "") + String($0) }.joined() + "Z"
    }

    /// What tells of an index that was set aside.
    static func setAsideNotice(
        _ error: StoreError, _ name: String?, _ now: Int64, _ consequence: String
    ) -> StoreNotice {
        var what = error.description
        if case .damaged(let detail) = error.reason { what = "the index was damaged (\(detail))" }
        return StoreNotice(
            time: now, code: "index_set_aside",
            message: "\(what); " + (name.map { "it is now '\($0)' and " } ?? "") + consequence)
    }
}
