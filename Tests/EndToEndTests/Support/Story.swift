/// Articles to drop.
enum Story {
    /// A wire file: date, place and agency, then a paragraph too long for a headline, so that its first
    /// sentence is the title.
    static let visit = """
         date 2020-02-03 NUR-SULTAN. KAZINFORM The visit of Michael Pompeo shows that Kazakhstan remains an important \
        strategic partner in trade. An observer said so on Monday, when the guests had left, the flags had been taken \
        down and the last of the many questions had been answered.

        «Kazakhstan was named a strategic partner in investments», the observer said. He praised the meeting.
        """

    /// A wire file of another day that shares the word Kazakhstan with ``visit``.
    static let harvest = """
         date 2021-09-14 KOSTANAY. KAZINFORM Farmers in the north of Kazakhstan brought in a record harvest. Rain had \
        come early.

        The elevators are full.
        """

    /// A short text with a headline and words that tell it from all others: `story17`, `number17`.
    static func numbered(_ number: Int) -> String {
        "Headline of story\(number)\n\nThe wire brings item number\(number) of the load, with a few words on it.\n"
    }
}
