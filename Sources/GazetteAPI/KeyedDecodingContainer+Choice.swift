extension KeyedDecodingContainer {
    /// The one of a set of words that a key has; `nil` where it is absent or null. Another word is an error
    /// that names the set, where Swift's own names the type in the program.
    func choiceIfPresent<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type, forKey key: Key
    ) throws -> Choice? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let list = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "it must be one of: \(list)")
        }
        return choice
    }
}
