/// What `gazette help query` prints: the language, and where it differs from others.
enum QueryHelp {
    static let text = """
        The language of queries. No text is an error: what cannot be read as it stands is read as something near,
        or left out, and the answer names both ('read as', 'ignored'). --strict makes an error of it, exit code 2.
        'understood' shows what was read, and can be asked again as it is.

        WORDS
          grain ship              both, anywhere; a word is found in all its forms and spellings
          10 000                  10,000 and 10000 as well, which hold both groups of digits
          =grain                  as it is written alone; --exact says so of all words
          "snow leopard"          in this order, in any of their forms; «…» “…” „…“ are quotes as well
          ="snow leopard"         exactly so
          telesc*                 words that begin so
          *phobia*                words that have this anywhere: the 200 shortest; *phobia is read as that
          grain NEAR/5 ship       both, at most 5 words between them, in either order; NEAR alone means 10
          "grain ship"~5          the same
          grain^2 (coal OR oil)^0.5
                                  counts twice, or half, in the ranking: 0.01 to 100
          *  *:*                  every article

        OPERATORS, in capitals only
          grain AND ship          both; so do &&, +grain, and a blank
          grain OR ship           either; so do | and ||
          grain NOT ship          the first without the second; so do -ship and !ship
          -ship                   alone, all articles without it
          (grain OR coal) ship    brackets; AND binds tighter than OR, and where the two mix without brackets
                                  'understood' writes them out

        FIELDS
          title:asteroid  body:"bus stop"  title:(apple OR asteroid)
          lang:ru                 ISO 639, or a name: lang:kazakh, lang:қазақша
          place:"Nur-Sultan"  agency:kazinform (source:)
          path:wire/2026          the path has these characters
          id:42                   that article

        DAYS
          date:2020  date:2020-02  date:2020-02-03  date:03.02.2020  date:2020-Q1
          date:feb-2020  date:"3 февраля 2020"  date:"février 2020"  date:2020年2月3日
          date:2020-01..2020-03  date:..2020  date:2020-02..  date:>=2020-02  date:2020-01/P3M
          date:[2020-01-01 TO 2020-02-01]  date:{2020-01 TO 2020-04}
          after:2020-02           from its first day on
          before:2020-02-03       up to the day before it
          date:today  yesterday  7d  2w  3m  1y  "last week"  "this month"

        COMING FROM
                         there                      here
          Google         a OR b c                   (a OR b) c: here AND binds tighter
                         intitle:a                  the same, or title:a
                         a AROUND(5) b              the same, or a NEAR/5 b
                         "a"                        =a: in quotes, too, a word has its forms
          Lucene, ES     a b (either)               a OR b, or --any
                         a AND b, &&, ||, !, +a     the same
                         a^2  "a b"~5  a*  *a*      the same
                         date:[A TO B]  now-7d      the same
                         a~  te?t  /re/             read as plain words, and named
          notmuch        a and not b                a NOT b: lower-case operators are words
                         date:yesterday..           the same
                         a NEAR/5 b  ADJ/5          NEAR/5; ADJ is read as NEAR, in either order
                         subject:a                  the same, or title:a
                         tag:a                      there are no tags: read as words, and named
          Recoll         a OR b c                   (a OR b) c: here AND binds tighter
                         "a b"p5                    "a b"~5
                         Floor (no stemming)        =floor: a capital means nothing
                         date:2020-01/P3M  dir:x    the same

        Sort, page and form are options of 'gazette search', not parts of a query: gazette search --help

        """
}
