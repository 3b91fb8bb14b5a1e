extension Span<UInt8> {
    /// Reads a word of Cyrillic letters, which UTF-16 writes with one code unit each.
    ///
    /// - Parameters:
    ///   - end: The first code point behind those of the language's letters.
    ///   - letters: Gets the letters in place of what it holds.
    /// - Returns: `false` where it has another sign, or more than 64: longer ones are no words, and keep
    ///   their endings.
    func readCyrillicLetters(below end: UInt32, into letters: inout [UInt16]) -> Bool {
        letters.removeAll(keepingCapacity: true)
        var index = 0
        while index < count {
            let scalar = scalar(at: index)
            guard scalar.value >= 0x400, scalar.value < end, letters.count < 64 else { return false }
            letters.append(UInt16(scalar.value))
            index += scalar.width
        }
        return true
    }
}
