import TestSupport
import ArticleStore
import Articles

/// What some files say, as plainly as can be, and what happens to them next by chance.
struct FolderModel {
    static let words = (0..<12).map { "word\($0)" }
    private static let names = ["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl", "e.jsonl"]

    /// The files that are read to their end, with their lines.
    private(set) var files: [String: [Line]] = [:]
    /// The files of which a first share was committed, with the lines that they have by now.
    private(set) var unfinished: [String: [Line]] = [:]
    /// The files that are removed or refused.
    private(set) var gone: Set<String> = []
    /// What each file has said so far.
    private var former: [String: [[Line]]] = [:]
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The articles with a guid: each counts once, wherever it stands.
    var guidCount: Int {
        Set(files.values.flatMap { lines in lines.filter { !$0.isRefused && $0.guid != nil } }).count
    }

    /// The most articles there may be: one without a guid counts once a content.
    var articleCount: Int {
        Set(files.values).reduce(guidCount) { $0 + $1.count { !$0.isRefused && $0.guid == nil } }
    }

    var texts: Set<String> {
        Set(files.values.flatMap { lines in lines.filter { !$0.isRefused }.map(\.text) })
    }

    mutating func finished(_ name: String) {
        if let lines = unfinished.removeValue(forKey: name) { files[name] = lines }
    }

    /// One to three changes for one commit, of different paths.
    mutating func nextChanges(in test: TestStore) throws -> [StoreChange] {
        var names = Self.names.shuffled(using: &random)
        return try (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
            try nextChange(of: names.removeLast(), orTo: names.first ?? "", in: test)
        }
    }

    private mutating func nextChange(
        of name: String, orTo target: String, in test: TestStore
    ) throws -> StoreChange? {
        switch Int.random(in: 0..<20, using: &random) {
        case 0, 1:
            gone.insert(name)
            forget(name)
            return test.removed(name)
        case 2:
            gone.insert(name)
            forget(name)
            return test.refused(name)
        case 3, 4:
            guard target != name, let lines = files[name] else { return nil }
            forget(name)
            forget(target)
            gone.insert(name)
            gone.remove(target)
            files[target] = lines
            return test.moved(name, target)
        case 5, 6:
            let other = Self.names.randomElement(using: &random) ?? ""
            return try files[other].map { try write(name, $0, in: test) }
        case 7, 8, 9:
            // The file as it was before, which may be what the store still holds of it.
            return try former[name]?.randomElement(using: &random).map { try write(name, $0, in: test) }
        default: return try write(name, edited(files[name] ?? unfinished[name] ?? []), in: test)
        }
    }

    private mutating func forget(_ name: String) {
        files[name] = nil
        unfinished[name] = nil
    }

    /// The file as it is read now: whole, or in one change of four only its first lines.
    private mutating func write(_ name: String, _ lines: [Line], in test: TestStore) throws -> StoreChange {
        let unchanged = Bool.random(using: &random) ? try known(lines, of: name, in: test) : []
        // What is written to its end, also by a change before this one in the same commit, has no first
        // share.
        let isKnown =
            try files.values.contains(lines)
            || test.store.readBlocking { try $0.content(test.hash(of: lines)) } != nil
        forget(name)
        gone.remove(name)
        former[name, default: []].append(lines)
        if !isKnown, lines.count > 1, Int.random(in: 0..<4, using: &random) == 0 {
            unfinished[name] = lines
            return test.lines(
                name, lines, unchanged: unchanged, share: 0..<Int.random(in: 1..<lines.count, using: &random))
        }
        files[name] = lines
        return test.lines(name, lines, unchanged: unchanged)
    }

    /// The lines that a reader passes over, since the store has them of this path.
    private func known(_ lines: [Line], of name: String, in test: TestStore) throws -> Set<Int> {
        try test.store.readBlocking { reader in
            guard let content = try reader.file(at: test.path(name))?.contentID else { return [] }
            let pieces = try reader.pieces(of: content)
            return Set(
                lines.indices.filter { index in
                    !lines[index].isRefused && pieces.holds(lines[index].sourceHash, at: Int64(index + 1))
                })
        }
    }

    /// The lines after an edit: some replaced, put in, taken out, doubled, or moved.
    private mutating func edited(_ lines: [Line]) -> [Line] {
        var lines = lines
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let place = Int.random(in: 0...lines.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1: lines.insert(randomLine(), at: place)
            case 2: lines.append(randomLine())
            case 3 where place < lines.count: lines[place] = changed(lines[place])
            case 4 where place < lines.count: lines.remove(at: place)
            case 5 where place < lines.count:
                lines.insert(lines[place], at: Int.random(in: 0...lines.count, using: &random))
            default: break
            }
        }
        return lines.isEmpty ? [randomLine()] : Array(lines.prefix(8))
    }

    /// The line with other words, under the guid it has.
    private mutating func changed(_ line: Line) -> Line {
        var other = randomLine()
        if !line.isRefused, !other.isRefused { other.guid = line.guid }
        return other
    }

    private mutating func randomLine() -> Line {
        if Int.random(in: 0..<12, using: &random) == 0 { return Line("", isRefused: true) }
        let words = (0...Int.random(in: 0..<4, using: &random)).map { _ in
            Self.words.randomElement(using: &random) ?? ""
        }
        let guid = Bool.random(using: &random) ? "urn:\(Int.random(in: 0..<6, using: &random))" : nil
        return Line(words.joined(separator: " "), guid: guid)
    }
}
