/// Guesses the encoding of bytes that declare none and are not UTF-8.
struct EncodingGuess {
    /// The set that the text is most likely in.
    let set: CharacterSet
    /// How sure that is, 0.5...1: the less, the more sets read another text that is nearly as likely.
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

    /// What a text is when it is read in a set, and what that costs; see ``LanguageLetters``.
    private struct Reading {
        let set: CharacterSet
        let text: String
        let letterCost: Double
        let cost: Double
    }

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
        var sample = Self.sample(of: bytes, unit: isWide ? 4 : 1)
        var readings = Self.readings(of: [sample], in: sets, isPart: sample.count < bytes.count)
        if let first = readings.first, first.set.isOfSingleBytes, sample.count < bytes.count {
            // Those that read the sample alike may read what follows in different ways.
            let rest = Self.unmetBytes(of: bytes, after: sample)
            readings = Self.readings(
                of: [sample, rest], in: CharacterSet.guessed.filter(\.isOfSingleBytes), isPart: false)
            sample += rest
        }
        guard let best = readings.first else { return nil }
        let letterByteCount = sample.count { $0 >= 0x80 }
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
        let odds = readings.dropFirst().map { Self.powerOfTwo(-min(($0.cost - best.cost) / 2, 64)) }
        guard
            1 / (1 + (odds.first ?? 0))
                >= (letterByteCount < 4 ? Self.leastCertaintyOfFew : Self.leastCertainty)
        else { return nil }
        // Each set that another text comes out of may be the right one.
        certainty = max(0.5, 1 / (1 + odds.reduce(0, +)))
        set = best.set
    }

    /// What comes out of the sets that the parts of a sample can be read in, the likeliest first; of two that
    /// read them alike the more usual one. Each part is in the language that it suits best.
    private static func readings(of parts: [[UInt8]], in sets: [CharacterSet], isPart: Bool) -> [Reading] {
        var readings: [Reading] = []
        for set in sets {
            guard let decoder = IconvDecoder(set) else { continue }
            var text = ""
            var letterCost = 0.0
            var cost = rarity[set.name] ?? otherRarity
            var isReadable = true
            for part in parts {
                let (decoded, end) = decoder.decode(part, in: 0..<part.count)
                // The sample may end within a character.
                guard part.count - end <= 3, isPart || end == part.count else {
                    isReadable = false
                    break
                }
                let read = String(decoding: decoded, as: UTF8.self)
                let partCost = LanguageLetters.known.cost(of: read)
                text += read
                letterCost += partCost.letters
                cost += partCost.letters + partCost.ascii + Double(part.count - end) * 8
            }
            guard isReadable, !readings.contains(where: { $0.text == text }) else { continue }
            readings.append(Reading(set: set, text: text, letterCost: letterCost, cost: cost))
        }
        // The sort is stable, so that of equals the more usual one comes first.
        return readings.sorted { $0.cost < $1.cost }
    }

    private static func powerOfTwo(_ exponent: Double) -> Double {
        // 2ˣ = 2ⁿ(1 + f) within 6 % between whole numbers, which a certainty does not show.
        let whole = exponent.rounded(.down)
        return Double(sign: .plus, exponent: Int(whole), significand: 1 + (exponent - whole))
    }

    /// The part of the text that begins with the line of its first letter beyond ASCII, at a multiple of
    /// `unit` bytes: half a character further, and each would be another one.
    private static func sample(of bytes: [UInt8], unit: Int) -> [UInt8] {
        guard bytes.count > sampleByteCount else { return bytes }
        let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
        let lineStart = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var start = max(lineStart, first - sampleByteCount / 4)
        start -= start % unit
        return Array(bytes[start..<min(bytes.count, start + sampleByteCount)])
    }

    /// 64 bytes to each side of a byte: some words, which show in which language it is a letter.
    private static let surroundings = 64

    /// What surrounds the first of each byte beyond ASCII that a sample lacks, in a text of a byte a
    /// character.
    private static func unmetBytes(of bytes: [UInt8], after sample: [UInt8]) -> [UInt8] {
        var isMet = [Bool](repeating: false, count: 256)
        for byte in sample { isMet[Int(byte)] = true }
        var found: [UInt8] = []
        for (index, byte) in bytes.enumerated() where byte >= 0x80 && !isMet[Int(byte)] {
            let part = bytes[max(0, index - surroundings)..<min(bytes.count, index + surroundings)]
            for byte in part { isMet[Int(byte)] = true }
            found.append(0x0A)
            found += part
        }
        return found
    }
}
