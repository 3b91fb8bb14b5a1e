/// What holds within a group of rich text, and is as before behind it.
struct RichTextGroup {
    /// Where the text of a group goes.
    enum Destination {
        /// Into the article.
        case text
        /// Into a note, which stands behind the article's text.
        case note
        /// Nowhere.
        case skipped
        /// Nowhere, but for the text that a shape in it holds.
        case shape
        /// Nowhere: the same follows in Unicode.
        case alternative
        case fonts, title, author, `operator`, created
    }

    var destination = Destination.text
    var codePage = RichTextCodePage.numbered(1252)
    /// The bytes or signs that stand for a character in Unicode to programs that do not know it.
    var fallbackCount = 1
    /// Whether this was deleted while changes were tracked.
    var isDeleted = false
    /// Whether nothing stood in the group so far, so that a word may say where it goes.
    var isAtStart = false
    /// Whether whoever does not know the destination is to pass over it.
    var isIgnorable = false

    var takesText: Bool {
        guard !isDeleted else { return false }
        switch destination {
        case .text, .note, .title, .author, .operator: return true
        case .skipped, .shape, .alternative, .fonts, .created: return false
        }
    }

    /// The destination that a word names at the start of a group; `nil` where it names none.
    static func destination(_ word: String, within outer: Destination) -> Destination? {
        switch (word, outer) {
        case ("ud", .alternative): .text
        case ("shptxt", .shape), ("dptxbxtext", .shape): .text
        case ("title", .skipped): .title
        case ("author", .skipped): .author
        case ("operator", .skipped): .operator
        case ("creatim", .skipped): .created
        case (_, .skipped), (_, .shape), (_, .alternative): nil
        case ("fonttbl", _): .fonts
        case ("footnote", _): .note
        case ("shpinst", _), ("do", _): .shape
        case ("upr", _): .alternative
        case ("fldrslt", _), ("result", _), ("field", _), ("shp", _), ("object", _): outer
        case (let word, _): skipped.contains(word) ? .skipped : nil
        }
    }

    /// Destinations that hold no text of the article.
    private static let skipped: Set<String> = [
        "annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "atrfend",
        "atrfstart", "bkmkend", "bkmkstart", "colorschememapping", "colortbl", "datafield", "datastore",
        "falt", "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc",
        "aftncn", "aftnsep", "aftnsepc", "generator", "header", "headerf", "headerl", "headerr", "info",
        "keywords", "latentstyles", "listoverridetable", "listpicture", "listtable", "listtext", "mmathPr",
        "nonshppict", "objclass", "objdata", "objname", "panose", "pict", "pntext", "pntxta", "pntxtb",
        "revtbl", "rsidtbl", "rxe", "shprslt", "stylesheet", "tc", "themedata", "userprops", "xe", "xmlnstbl",
    ]
}
