/// Writes a query so that the parser reads the same query again.
struct CanonicalText {
    /// The mode under which the text will be read; it is then good for ``Match/all`` as well.
    let match: Match

    /// The whole text.
    func text(of query: Query) -> String {
        var text = ""
        if match == .any, case .all(let children) = query, children.count(where: { !$0.isRestriction }) > 1 {
            // Side by side they would be alternatives: a plus says that each is required.
            for (index, child) in children.enumerated() {
                if index > 0 { text += " " }
                if !child.isRestriction { text += "+" }
                appendOperand(child, to: &text, isAfterSign: !child.isRestriction)
            }
        } else {
            append(query, to: &text)
        }
        return text
    }

    private func append(_ query: Query, to text: inout String) {
        switch query {
        case .all(let children): append(children, joint: " ", to: &text)
        case .any(let children): append(children, joint: " OR ", to: &text)
        default: appendOperand(query, to: &text, isAfterSign: false)
        }
    }

    private func append(_ children: [Query], joint: String, to text: inout String) {
        for (index, child) in children.enumerated() {
            if index > 0 { text += joint }
            appendOperand(child, to: &text, isAfterSign: false)
        }
    }

    private func appendOperand(_ query: Query, to text: inout String, isAfterSign: Bool) {
        switch query {
        case .everything: text += "*:*"
        case .words(let words): append(words, to: &text, isAfterSign: isAfterSign)
        case .filter(let filter): append(filter, to: &text)
        case .not(let child):
            text += "-"
            appendOperand(child, to: &text, isAfterSign: true)
        case .all, .any:
            text += "("
            append(query, to: &text)
            text += ")"
        }
    }

    private func append(_ words: Words, to text: inout String, isAfterSign: Bool) {
        if let field = words.field { text += field.rawValue + ":" }
        guard case .near(let distance, let parts) = words.kind else {
            appendPiece(words, to: &text)
            return
        }
        let needsBrackets = isAfterSign || words.field != nil || words.weight != 1
        if needsBrackets { text += "(" }
        for (index, part) in parts.enumerated() {
            if index > 0 { text += " NEAR/\(distance) " }
            appendPiece(part, to: &text)
        }
        if needsBrackets { text += ")" }
        if words.weight != 1 { text += "^" + words.weightText }
    }

    private func appendPiece(_ words: Words, to text: inout String) {
        if words.isExact { text += "=" }
        let takesWeight = words.weight == 1 || words.kind == .prefix || BareText.canBeWeighed(words.text)
        if words.kind == .part {
            text += "*\(words.text)*"
        } else {
            text += BareText.canStand(words.text) && takesWeight ? words.text : "\"\(words.text)\""
            if words.kind == .prefix { text += "*" }
        }
        if words.weight != 1 { text += "^" + words.weightText }
    }

    private func append(_ filter: Filter, to text: inout String) {
        switch filter {
        case .date(let range): text += "date:\(range)"
        case .language(let code): text += "lang:\(code)"
        case .place(let place): text += "place:" + quoted(place)
        case .agency(let agency): text += "agency:" + quoted(agency)
        case .path(let path): text += "path:" + quoted(path)
        case .id(let id): text += "id:\(id)"
        }
    }

    /// A filter's value, in quotes unless it is made of nothing that could mean more than itself.
    private func quoted(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy {
            $0.isWordCharacter && $0.properties.generalCategory != .currencySymbol
                || "./_-".unicodeScalars.contains($0)
        }
        return isPlain && value.unicodeScalars.first != "-" ? value : "\"\(value)\""
    }
}
