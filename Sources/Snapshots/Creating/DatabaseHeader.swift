/// What is changed in the first page of a database that is taken.
enum DatabaseHeader {
    private static let byteCount = 100
    /// Two bytes say whether it is in WAL mode (2) or not (1).
    private static let journalBytes = 18..<20

    /// A restored database needs no log beside it and can be read where nothing can be written.
    static func leaveLogMode(_ bytes: inout [UInt8]) {
        guard bytes.count >= byteCount else { return }
        for place in journalBytes where bytes[place] == 2 { bytes[place] = 1 }
    }
}
