/// What happens to `index.sqlite` while no daemon runs.
enum Harm: String, CaseIterable, Sendable {
    case garbage, zeros, cutShort, emptied, flippedPages, foreign

    func apply(to bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .garbage: return (0..<bytes.count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        case .zeros: return [UInt8](repeating: 0, count: bytes.count)
        case .cutShort: return Array(bytes.prefix(bytes.count / 2))
        case .emptied: return []
        case .flippedPages:
            var harmed = bytes
            for index in stride(from: 4_096, to: bytes.count, by: 7) { harmed[index] ^= 0x5a }
            return harmed
        case .foreign: return Self.foreignDatabase
        }
    }

    /// A database of one table, `t(x)`, byte by byte after https://www.sqlite.org/fileformat2.html.
    private static var foreignDatabase: [UInt8] {
        var pages = [UInt8](repeating: 0, count: 8_192)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in bytes.enumerated() { pages[offset + index] = byte }
        }
        put("SQLite format 3\0".utf8, at: 0)
        // Page size 4,096; rollback journal; payload fractions; one change; two pages.
        put([0x10, 0x00, 1, 1, 0, 64, 32, 32, 0, 0, 0, 1, 0, 0, 0, 2], at: 16)
        // Schema cookie 1, schema format 4.
        put([0, 0, 0, 1, 0, 0, 0, 4], at: 40)
        // UTF-8.
        put([0, 0, 0, 1], at: 56)
        // The version is valid for change 1, of SQLite 3.40.1.
        put([0, 0, 0, 1, 0x00, 0x2e, 0x60, 0x11], at: 92)
        let sql = Array("CREATE TABLE t(x)".utf8)
        // Header of five bytes more than its types: 'table', 't', 't', page 2 and the statement.
        let header: [UInt8] = [6, 23, 15, 15, 1, UInt8(sql.count * 2 + 13)]
        let record = header + Array("tablett".utf8) + [2] + sql
        let cell = [UInt8(record.count), 1] + record
        let start = 4_096 - cell.count
        put(cell, at: start)
        // A leaf of the schema with one cell, and the empty leaf of the table.
        put([0x0d, 0, 0, 0, 1, UInt8(start >> 8), UInt8(start & 0xff), 0], at: 100)
        put([UInt8(start >> 8), UInt8(start & 0xff)], at: 108)
        put([0x0d, 0, 0, 0, 0, 0x10, 0x00, 0], at: 4_096)
        return pages
    }
}
