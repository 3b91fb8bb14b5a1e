/// A piece of a query text that the lexer has told from its neighbours.
struct Token {
    enum Kind: Equatable {
        /// `(`
        case open
        /// `)`, only where it closes something.
        case close
        /// `OR`, `|`, `||`
        case or
        /// `AND`, `&&`
        case and
        /// `NOT`; the signs `-` and `!` are ``sign(_:)``.
        case not
        /// `NEAR`, `NEAR/n`
        case near(distance: Int)
        /// One of `- ! + =` directly before what it acts on.
        case sign(Unicode.Scalar)
        /// A field's name and its colon, directly before what they act on.
        case field(SearchField)
        /// A name and its colon that are no field's, directly before a value. The name's scalars.
        case unknownField(name: Range<Int>)
        /// A word, and whatever was typed with it without a blank.
        case bare
        /// Text in quotes, and its scalars without them.
        case quoted(content: Range<Int>)
        /// The value of a field that takes days, without its quotes.
        case days(String)
        /// `~n` directly behind a quote or a bracket; `nil` where it has no whole number.
        case slop(Int?)
        /// `^n` directly behind a quote or a bracket, from which its number is read.
        case weight
        /// `*` directly behind a quote.
        case asterisk
    }

    let kind: Kind
    /// The token's scalars in the source.
    let range: Range<Int>

    /// Whether it acts on the token directly behind it.
    var isPrefix: Bool {
        switch kind {
        case .sign, .field, .unknownField: true
        default: false
        }
    }

    /// Whether something that stands directly behind it belongs to it.
    var isOperand: Bool {
        switch kind {
        case .close, .bare, .quoted, .days, .slop, .weight, .asterisk: true
        default: false
        }
    }
}
