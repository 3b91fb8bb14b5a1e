/// The parts of a document that is a zip archive of XML: those that hold text, unpacked, and the names of
/// all.
///
/// Pictures, fonts and whatever files were put into the document are not unpacked, unless somebody asks for
/// them.
struct DocumentParts {
    /// The name of the document's kind in a refusal: `the Word document`.
    let kind: String
    private var contents: [String: [UInt8]] = [:]
    private var names: Set<String> = []
    private let bytes: [UInt8]
    private let limits: ReadingLimits
    private let budget: UnpackingBudget

    /// Unpacks a document.
    ///
    /// - Throws: A ``Refusal`` of a document that is damaged, encrypted or a bomb.
    init(_ bytes: [UInt8], kind: String, limits: ReadingLimits, budget: UnpackingBudget) throws(Refusal) {
        self.kind = kind
        self.bytes = bytes
        self.limits = limits
        self.budget = budget
        try unpack(Self.mayHoldText, isFirstPass: true)
    }

    /// Unpacks those of these parts that are there and were not unpacked, their names telling of no text.
    mutating func unpack(_ wanted: Set<String>) throws(Refusal) {
        let missing = wanted.filter { names.contains($0) && contents[$0] == nil }
        if !missing.isEmpty { try unpack(missing.contains, isFirstPass: false) }
    }

    /// Goes through all parts; only the first pass counts them against the budget.
    private mutating func unpack(_ isWanted: (String) -> Bool, isFirstPass: Bool) throws(Refusal) {
        do throws(Refusal) {
            let unpacker = try Unpacker(bytes)
            while let member = try unpacker.next() {
                guard !member.isWhole else {
                    throw Refusal(.damaged(kind, detail: "it is no zip archive"))
                }
                guard member.isFile else { continue }
                if isFirstPass { try budget.spendMember() }
                guard !member.isEncrypted else { throw Refusal(.encrypted(kind)) }
                names.insert(member.name)
                guard isWanted(member.name) else { continue }
                contents[member.name] = try unpacker.memberBytes(
                    limit: limits.memberByteCount, budget.spendBytes)
            }
        } catch {
            switch error.reason {
            case .damaged(_, let detail): throw Refusal(.damaged(kind, detail: detail))
            case .memberTooLarge(let limit): throw Refusal(.fileTooLarge(key: "member-bytes", limit: limit))
            default: throw error
            }
        }
    }

    /// The bytes of a part; `nil` where there is none of that name.
    subscript(name: String) -> [UInt8]? { contents[name] }

    /// The bytes of a part that must be there.
    ///
    /// - Throws: A ``Refusal`` that names the part.
    func required(_ name: String) throws(Refusal) -> [UInt8] {
        guard let part = contents[name] else {
            throw Refusal(.damaged(kind, detail: "it has no part \(name)"))
        }
        return part
    }

    /// Whether there is a part of that name, with text or without.
    func has(_ name: String) -> Bool { names.contains(name) }

    /// The path of a part that another one refers to.
    ///
    /// - Parameters:
    ///   - reference: The reference as written: a relative address, in which characters may be escaped.
    ///   - part: The path of the part that holds it.
    /// - Returns: The path from the top of the document, without `.` and `..`.
    static func path(_ reference: String, from part: String) -> String {
        let plain = reference.split(separator: "#", omittingEmptySubsequences: false)[0]
        var folders = plain.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
        for name in unescaped(plain).split(separator: "/") {
            switch name {
            case ".": continue
            case "..": _ = folders.popLast()
            default: folders.append(String(name))
            }
        }
        return folders.joined(separator: "/")
    }

    /// `%20` and the like as the bytes that they stand for.
    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func mayHoldText(_ name: String) -> Bool {
        let last = name.split(separator: "/").last ?? ""
        guard let dot = last.lastIndex(of: ".") else { return last == "mimetype" }
        let suffix = last[last.index(after: dot)...].lowercased()
        return ["xml", "rels", "opf", "xhtml", "html", "htm", "xht", "svg"].contains(suffix)
    }
}

extension MarkupTree {
    /// Reads a part of a document as XML, in the encoding that it declares.
    init(part: [UInt8]) throws(Refusal) {
        let text = try DecodedText(part, declared: PageArticle.declaredEncoding(of: part))
        try self.init(xml: Array(text.bytes[text.start...]))
    }

    /// The text of the first element of this name anywhere in the document, on one line.
    func line(_ name: String) -> String? {
        nodes.indices.lazy.filter { nodes[$0].name == name }.compactMap { line(of: $0) }.first
    }
}
