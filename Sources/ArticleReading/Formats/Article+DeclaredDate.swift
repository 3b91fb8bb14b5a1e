internal import Articles

extension Article {
    /// Takes the date that something declares. One that is none is left out, and `origin` says so: a slip of
    /// the pen in a date is no reason to lose an article, and no reason to guess what was meant.
    ///
    /// - Parameter read: Reads the date; it throws a ``Refusal`` of what is none.
    mutating func takeDate(_ read: () throws(Refusal) -> ArticleDate?) {
        do throws(Refusal) {
            date = try read()
        } catch {
            refuseDate(error)
        }
    }

    /// Takes the date that something declares, where the article has none yet.
    ///
    /// - Parameter read: Reads the date; it throws a ``Refusal`` of what is none.
    /// - Returns: That refusal, which is to be noted where nothing else gives a date.
    mutating func completeDate(_ read: () throws(Refusal) -> ArticleDate?) -> Refusal? {
        guard date == nil else { return nil }
        do throws(Refusal) {
            date = try read()
            return nil
        } catch {
            return error
        }
    }

    /// Takes the date that a part of a file declares in the form of RFC 3339.
    mutating func takeDate(_ text: String, declaredBy declaration: Refusal.Declaration) {
        takeDate { () throws(Refusal) in try ArticleDate(text, declaredBy: declaration) }
        noteLeapSecond(of: [text])
    }

    /// Takes the first of the texts that is in one of the forms of a date.
    mutating func takeDate(of texts: [(field: String, text: String)]) {
        takeDate { () throws(Refusal) in try WrittenDate.first(of: texts) }
        noteLeapSecond(of: texts.compactMap { WrittenDate.form(of: $0.text) })
    }

    /// Says that the time of the date is another one than is declared, where a leap second is.
    mutating func noteLeapSecond(of texts: [String]) {
        guard let date, texts.contains(where: { ArticleDate.statesLeapSecond($0) && ArticleDate($0) == date })
        else {
            return
        }
        note("the leap second :60 is counted as :59")
    }

    /// Says why the article has no date.
    mutating func refuseDate(_ refusal: Refusal) { note("no date: \(refusal)") }

    /// Adds to what is said of where fields are from.
    mutating func note(_ text: String) { origin = origin.map { "\($0); \(text)" } ?? text }
}
