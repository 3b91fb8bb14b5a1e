/// Guesses the encoding of bytes that declare none and are not UTF-8.
struct EncodingGuess {
    /// The set that the text is most likely in.
    let set: CharacterSet
    /// How sure that is, 0.5...1.
    let certainty: Double

    /// 4 KiB from the first letters that are not of ASCII tell as much as a whole file.
    private static let sampleByteCount = 4 << 10
    /// A guess less certain than this is none.
    private static let leastCertainty = 0.7
    /// The same where it rests on fewer than four bytes.
    private static let leastCertaintyOfFew = 0.85
    /// The bits that each byte of letters may cost: more, and the text is in no language that is known.
    private static let mostCostPerByte = 8.0

    /// How many bits a set is rarer than the most usual ones, where the letters leave the choice.
    private static let rarity: [String: Double] = [
        "windows-1252": 0, "windows-1251": 0, "GB18030": 0, "Shift-JIS": 1, "EUC-KR": 1, "Big5": 1,
        "KOI8-R": 1,
        "cp866": 2, "windows-1250": 3, "ISO-8859-15": 2, "ISO-8859-2": 4, "windows-1254": 4,
    ]
    private static let otherRarity = 8.0

    /// The likeliest set; `nil` where none is likely enough.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - isWide: Whether it has bytes that only sets of two or four bytes a character have.
    init?(of bytes: [UInt8], isWide: Bool) {
        let sets: [CharacterSet] =
            isWide
            ? [.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian]
            : CharacterSet.guessed + [.utf16LittleEndian, .utf16BigEndian]
        let sample = Self.sample(of: bytes, unit: isWide ? 4 : 1)
        let letterByteCount = sample.count { $0 >= 0x80 }

        var candidates: [(set: CharacterSet, text: String, letterCost: Double, cost: Double)] = []
        for set in sets {
            guard let decoder = IconvDecoder(set) else { continue }
            let (text, end) = decoder.decode(sample, in: 0..<sample.count)
            // The sample may end within a character.
            guard sample.count - end <= 3, sample.count < bytes.count || end == sample.count else { continue }
            let read = String(decoding: text, as: UTF8.self)
            guard !candidates.contains(where: { $0.text == read }) else { continue }
            let cost = LanguageLetters.known.cost(of: read)
            let missing = Double(sample.count - end) * 8 + (Self.rarity[set.name] ?? Self.otherRarity)
            candidates.append((set, read, cost.letters, cost.letters + cost.ascii + missing))
        }
        // The sort is stable, so that of equals the more usual one comes first.
        candidates.sort { $0.cost < $1.cost }
        guard let best = candidates.first else { return nil }
        if best.set.isWide {
            // Any two bytes are an ideograph or so of UTF-16: a short text must consist of frequent letters.
            let mostCost = sample.count < 64 ? 3.0 : 5.8
            guard best.cost <= Double(sample.count) * mostCost + Self.otherRarity else { return nil }
        } else {
            guard best.letterCost <= Double(max(letterByteCount, 1)) * Self.mostCostPerByte else {
                return nil
            }
        }
        // Letters depend on each other: two bits of difference are worth one.
        let margin = candidates.count > 1 ? (candidates[1].cost - best.cost) / 2 : 64
        certainty = 1 / (1 + Self.powerOfTwo(-min(margin, 64)))
        set = best.set
        guard certainty >= (letterByteCount < 4 ? Self.leastCertaintyOfFew : Self.leastCertainty) else {
            return nil
        }
    }

    private static func powerOfTwo(_ exponent: Double) -> Double {
        // 2ˣ = 2ⁿ(1 + f) within 6 % between whole numbers, which a certainty does not show.
        let whole = exponent.rounded(.down)
        return Double(sign: .plus, exponent: Int(whole), significand: 1 + (exponent - whole))
    }

    /// The part of the text that begins with the line of its first letter beyond ASCII, at a multiple of `unit` bytes: half
    /// a character further, and each would be another one.
    private static func sample(of bytes: [UInt8], unit: Int) -> [UInt8] {
        guard bytes.count > sampleByteCount else { return bytes }
        let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
        let lineStart = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var start = max(lineStart, first - sampleByteCount / 4)
        start -= start % unit
        return Array(bytes[start..<min(bytes.count, start + sampleByteCount)])
    }
}
