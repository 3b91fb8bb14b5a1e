/// Cuts a query text into tokens, in one pass.
///
/// Operators have been told from words, fields from other colons, and brackets come in pairs but for those
/// that the end of the text closes. What means nothing is left out and noted.
struct Lexer {
    let source: QuerySource
    var repairs: RepairLog
    var tokens: [Token] = []
    var position = 0
    /// The open brackets, outermost first; ``QueryParser/depthLimit`` at most.
    private var groups: [Group] = []
    /// The number of open brackets beyond the limit.
    private var excessDepth = 0
    /// The field whose colon ended at ``prefixEnd``.
    private var prefixField: SearchField?
    /// Where the last field's name and colon, and the signs behind them, ended: there its value stands.
    private var prefixEnd = -1

    private struct Group {
        let position: Int
        let field: SearchField?
    }

    /// The distance of a `NEAR` that states none.
    static let plainDistance = 10

    init(source: QuerySource, repairs: RepairLog) {
        self.source = source
        self.repairs = repairs
    }

    /// Whether a field's colon stands directly before.
    var isValue: Bool { prefixEnd == position }

    /// The field that a value here belongs to, by a colon or by the bracket around it.
    var currentField: SearchField? { isValue ? prefixField : groups.last?.field }

    /// Whether a word or a phrase, or what closes one, stands directly before.
    var isGlued: Bool {
        guard let last = tokens.last else { return false }
        return last.isOperand && last.range.upperBound == position
    }

    /// Reads the whole text.
    mutating func run() {
        while let scalar = source[position] {
            switch scalar {
            case _ where scalar.isBlank: position += 1
            case "(": open()
            case ")": close()
            case "|": emitRun(of: "|", as: .or)
            case "&" where source[position + 1] == "&": emitRun(of: "&", as: .and)
            case _ where currentField?.takesDays == true && (scalar.isQuote || scalar.opensDays): lexDays()
            case _ where scalar.isQuote: lexQuote()
            case _ where scalar.isSign && !isGlued: lexSigns()
            default: lexBare()
            }
        }
        for group in groups {
            repairs.note(.unclosedBracket, group.position..<group.position + 1)
        }
    }

    /// Adds a token and moves behind it.
    mutating func emit(_ kind: Token.Kind, _ range: Range<Int>) {
        tokens.append(Token(kind: kind, range: range))
        position = range.upperBound
    }

    private mutating func emitRun(of scalar: Unicode.Scalar, as kind: Token.Kind) {
        let start = position
        while source[position] == scalar { position += 1 }
        emit(kind, start..<position)
    }

    private mutating func open() {
        guard groups.count < QueryParser.depthLimit else {
            excessDepth += 1
            repairs.note(.nestedTooDeep, position..<position + 1)
            position += 1
            return
        }
        groups.append(Group(position: position, field: currentField))
        emit(.open, position..<position + 1)
    }

    private mutating func close() {
        if excessDepth > 0 {
            excessDepth -= 1
            repairs.note(.nestedTooDeep, position..<position + 1)
            position += 1
        } else if groups.popLast() == nil {
            repairs.note(.strayBracket, position..<position + 1)
            position += 1
        } else {
            emit(.close, position..<position + 1)
            lexSuffixes()
        }
    }

    /// Reads a run of signs, which acts on what follows if it is one sign, or one and a `=`.
    private mutating func lexSigns() {
        let start = position
        let startsValue = isValue
        var end = start
        while source[end]?.isSign == true { end += 1 }
        guard BareText.isOperandStart(source[end..<source.count]) else {
            repairs.note(.nothingToSearch, start..<end)
            position = end
            return
        }
        guard end == start + 1 || (end == start + 2 && source[start] != "=" && source[start + 1] == "=")
        else {
            repairs.note(.misplacedSign, start..<end)
            position = end
            return
        }
        for index in start..<end {
            emit(.sign(source.scalars[index]), index..<index + 1)
        }
        if startsValue { prefixEnd = end }
    }

    /// Reads a field's name and colon, if they stand here.
    mutating func lexFieldPrefix() -> Bool {
        let start = position
        guard let prefix = BareText.fieldPrefix(source[start..<source.count]) else { return false }
        let name = start..<start + prefix.nameLength
        let end = name.upperBound + 1
        guard prefix.hasValue else {
            repairs.note(.fieldWithoutValue, start..<end)
            emit(.bare, name)
            position = end
            return true
        }
        if let field = prefix.field {
            emit(.field(field), start..<end)
        } else {
            emit(.unknownField(name: name), start..<end)
            repairs.note(.unknownField, start..<max(end, bareEnd(from: end)))
        }
        prefixField = prefix.field ?? groups.last?.field
        prefixEnd = end
        return true
    }
}
