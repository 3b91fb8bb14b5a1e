internal import Articles
internal import SystemPackage

/// Databases that are not used any more get a dated name, and whoever owns them decides about them.
enum SettingAside {
    /// Renames a database and its log.
    ///
    /// - Returns: The new name; `nil` where there is nothing by the old one, as after an end in the midst of
    ///   this.
    static func setAside(_ file: FilePath, as word: String, now: Int64) throws -> String? {
        let place = freePlace(for: file, as: word, now: now)
        return try rename(file, to: place) ? place.string : nil
    }

    /// Renames a damaged database and its log, once its mark says how it is called then: an end at any time
    /// is followed by a start that goes on from there.
    ///
    /// - Parameters:
    ///   - file: The database.
    ///   - mark: What its mark says now.
    ///   - markFile: The mark.
    ///   - now: Milliseconds since 1970.
    /// - Returns: The new name; `nil` where there is nothing by the old one.
    /// - Throws: ``StoreError``; what was not renamed yet is by the next start.
    static func setAsideDamaged(
        _ file: FilePath, after mark: DamageMark?, in markFile: FilePath, now: Int64
    ) throws -> String? {
        if case .setAside(let name) = mark {
            let place = file.removingLastComponent().appending(name)
            if !FileProbe.exists(place) || !FileProbe.exists(file) {
                // All of it, or of its log what the end before has left.
                _ = try rename(file, to: place)
                return FileProbe.exists(place) ? place.string : nil
            }
        }
        let place = freePlace(for: file, as: "damaged", now: now)
        try DamageMark.setAside(place.lastComponent?.string ?? "").write(to: markFile, of: file)
        return try rename(file, to: place) ? place.string : nil
    }

    private static func freePlace(for file: FilePath, as word: String, now: Int64) -> FilePath {
        let dated = ".\(word)-\(compactTime(now))"
        var suffix = dated
        var number = 2
        // Two in one second are both kept.
        while FileProbe.exists(FilePath(file.string + suffix)) {
            suffix = "\(dated)-\(number)"
            number += 1
        }
        return FilePath(file.string + suffix)
    }

    /// Renames a database, and then its log, which is nothing without it. Returns whether there was a
    /// database.
    private static func rename(_ file: FilePath, to place: FilePath) throws -> Bool {
        do {
            var isRenamed = false
            for part in ["", "-wal", "-shm"] {
                let isThere = try FileProbe.rename(
                    FilePath(file.string + part), to: FilePath(place.string + part))
                if part.isEmpty { isRenamed = isThere }
            }
            return isRenamed
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
}
