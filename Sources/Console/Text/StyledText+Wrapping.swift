extension StyledText {
    /// A character in its style, with the columns it takes.
    private struct Cell {
        let character: Character
        let style: Style
        let width: Int

        var isBlank: Bool { character == " " }
    }

    /// The text in lines of at most `columns` columns, the later ones too.
    ///
    /// Lines end at blanks, and beside wide characters, since Chinese and Japanese have no blanks; there a
    /// line does not begin with closing punctuation. A word that is longer than a line is cut at its end.
    func wrapped(to columns: Int) -> [StyledText] {
        var lines: [StyledText] = []
        var line: [Cell] = []
        var width = 0
        var breakIndex = 0
        for cell in cells {
            if cell.isBlank {
                if line.isEmpty { continue }
                line.append(cell)
                width += cell.width
                breakIndex = line.count
                continue
            }
            if let last = line.last, last.width == 2 || cell.width == 2,
                !Self.closing.contains(cell.character)
            {
                breakIndex = line.count
            }
            while width + cell.width > columns, !line.isEmpty {
                let cut = breakIndex > 0 ? breakIndex : line.count
                lines.append(Self.line(line[..<cut]))
                line.removeFirst(cut)
                width = line.reduce(0) { $0 + $1.width }
                breakIndex = 0
            }
            line.append(cell)
            width += cell.width
        }
        if !line.isEmpty { lines.append(Self.line(line[...])) }
        return lines
    }

    private var cells: [Cell] {
        runs.flatMap { run in
            run.text.map { Cell(character: $0, style: run.style, width: DisplayWidth.of($0)) }
        }
    }

    private static func line(_ cells: ArraySlice<Cell>) -> StyledText {
        var line = StyledText()
        var rest = cells
        while rest.last?.isBlank == true { rest.removeLast() }
        while let style = rest.first?.style {
            let run = rest.prefix { $0.style == style }
            line.append(String(run.map(\.character)), style)
            rest = rest.dropFirst(run.count)
        }
        return line
    }

    private static let closing: Set<Character> = [
        "、", "。", "，", "．", "：", "；", "？", "！", "）", "〕", "］", "｝", "〉", "》", "」", "』", "】", "’", "”", "…",
        ",", ".", ":", ";", "?", "!", ")", "]", "}", "»",
    ]
}
