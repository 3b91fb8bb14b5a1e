import TestSupport
import SystemPackage

/// A folder in which things happen at random, with what stands in it at the end.
struct RandomFolder {
    let root: FilePath
    private var generator: SeededGenerator
    private var folders: Set<String> = [""]
    private var files: Set<String> = []
    private var textCount = 0
    private var linkCount = 0
    /// What was done, for whoever must find out why a run failed.
    private(set) var history: [String] = []

    init(root: FilePath, seed: UInt64) {
        self.root = root
        generator = SeededGenerator(seed: seed)
    }

    /// The files, by their paths below the root.
    var names: [String] { files.sorted() }

    func path(_ name: String) -> FilePath { name.isEmpty ? root : root.appending(name) }

    /// Does one thing.
    ///
    /// - Returns: Whether a file has one more name. No event says so of the other names, so that whoever
    ///   writes through the new one and takes it away, faster than it can be looked at, has changed the
    ///   others unseen.
    mutating func step() throws -> Bool {
        let linkCount = linkCount
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<5: try write(newName(), text())
        case 5..<7: if let name = anyFile() { try replace(name) }
        case 7:
            if let name = anyFile() {
                history.append("overwrite \(name)")
                try Files.write(text(lines: name.hasSuffix("l")), to: path(name))
            }
        case 8..<10:
            if let name = anyFile() {
                history.append("append to \(name)")
                try Files.write(text(lines: name.hasSuffix("l")), to: path(name), atEnd: true)
            }
        case 10..<13: if let name = anyFile() { try move(name, to: newName(like: name)) }
        case 13: if let name = anyFile() { try link(name, at: newName(like: name)) }
        case 14..<16: if let name = anyFile() { try remove(name) }
        case 16: if let name = anyFile() { try Files.makeOld(path(name)) }
        case 17:
            if let name = anyFile() {
                try Files.setMode([0o600, 0o644].randomElement(using: &generator) ?? 0, of: path(name))
            }
        case 18: try makeFolder()
        default: try moveFolder()
        }
        return self.linkCount > linkCount
    }

    private mutating func text(lines: Bool = false) -> String {
        textCount += 1
        if lines {
            return (0...2).map {
                #"{"title": "Line \#(textCount).\#($0)", "text": "Says w\#(textCount)x\#($0)."}"# + "\n"
            }
            .joined()
        }
        // Now and then the bytes that another file has, too.
        if Int.random(in: 0..<6, using: &generator) == 0 { return "Common\n\nThe same for all.\n" }
        return "Text \(textCount)\n\nSays w\(textCount).\n"
    }

    private mutating func anyFile() -> String? { files.sorted().randomElement(using: &generator) }
    private mutating func anyFolder() -> String { folders.sorted().randomElement(using: &generator) ?? "" }

    /// A name of one of few, so that names are used again.
    private mutating func newName(like other: String? = nil) -> String {
        let number = Int.random(in: 0..<8, using: &generator)
        let isLines = other.map { $0.hasSuffix("l") } ?? Bool.random(using: &generator)
        let name = isLines ? "\(number).jsonl" : "\(number).txt"
        let folder = anyFolder()
        return folder.isEmpty ? name : "\(folder)/\(name)"
    }

    private mutating func write(_ name: String, _ text: String) throws {
        let isLines = name.hasSuffix("l")
        history.append("write \(name)")
        try Files.write(isLines ? self.text(lines: true) : text, to: path(name))
        files.insert(name)
    }

    private mutating func replace(_ name: String) throws {
        history.append("replace \(name)")
        let aside = root.appending(".new")
        try Files.write(text(lines: name.hasSuffix("l")), to: aside)
        try Files.rename(aside, path(name))
    }

    private mutating func move(_ name: String, to newName: String) throws {
        guard name != newName else { return }
        history.append("move \(name) to \(newName)")
        try Files.rename(path(name), path(newName))
        // A hard link onto itself leaves both where they are.
        if !Files.exists(path(name)) { files.remove(name) }
        files.insert(newName)
    }

    private mutating func link(_ name: String, at newName: String) throws {
        guard !files.contains(newName) else { return }
        history.append("link \(name) at \(newName)")
        try Files.link(path(name), path(newName))
        files.insert(newName)
        linkCount += 1
    }

    private mutating func remove(_ name: String) throws {
        history.append("remove \(name)")
        try Files.remove(path(name))
        files.remove(name)
    }

    private mutating func makeFolder() throws {
        let parent = anyFolder()
        let name = "f\(Int.random(in: 0..<4, using: &generator))"
        let folder = parent.isEmpty ? name : "\(parent)/\(name)"
        guard folders.count < 12, !folders.contains(folder) else { return }
        history.append("make \(folder)")
        try Files.makeFolder(path(folder))
        folders.insert(folder)
    }

    private mutating func moveFolder() throws {
        let old = anyFolder()
        let parent = anyFolder()
        let name = "f\(Int.random(in: 0..<4, using: &generator))"
        let new = parent.isEmpty ? name : "\(parent)/\(name)"
        guard !old.isEmpty, !folders.contains(new), new != old, !new.hasPrefix(old + "/") else { return }
        history.append("move \(old) to \(new)")
        try Files.rename(path(old), path(new))
        func moved(_ name: String) -> String {
            name == old || name.hasPrefix(old + "/") ? new + name.dropFirst(old.count) : name
        }
        folders = Set(folders.map(moved))
        files = Set(files.map(moved))
    }
}
