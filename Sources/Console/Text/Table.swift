/// Lines of cells, each column as wide as its widest cell and two blanks from the next.
struct Table {
    /// Where a cell stands in its column.
    enum Alignment {
        case left
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[StyledText]] = []

    /// A table without lines; columns after the given ones are aligned to the left.
    init(_ alignments: Alignment...) { self.alignments = alignments }

    /// Adds a line; it may have fewer cells than others.
    mutating func append(_ cells: StyledText...) { rows.append(cells) }

    /// Adds a line that names a value.
    mutating func append(_ name: String, _ value: StyledText) {
        rows.append([StyledText(name, .faint), value])
    }

    /// The lines, without blanks at their ends.
    var lines: [StyledText] {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = StyledText()
            var pendingBlanks = 0
            for (column, cell) in row.enumerated() {
                let padding = widths[column] - cell.width
                let isRight = column < alignments.count && alignments[column] == .right
                line.append(blanks: cell.runs.isEmpty ? 0 : pendingBlanks + (isRight ? padding : 0))
                line.append(cell)
                pendingBlanks =
                    cell.runs.isEmpty ? pendingBlanks + widths[column] + 2 : (isRight ? 0 : padding) + 2
            }
            return line
        }
    }
}
