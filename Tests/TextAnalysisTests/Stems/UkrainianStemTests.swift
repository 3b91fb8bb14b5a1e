import Testing
import TextAnalysis

/// The rules of `Index/Languages/ukrainian-endings.txt`, and of the stemmer that reads it.
@Suite struct UkrainianStemTests {
    @Test(arguments: [
        // Cases of nouns, with the consonants that change before them.
        "країна країни країну країною країні країнами країнах країн",
        "жінка жінки жінку жінкою жінці жінок жінками", "книга книги книгу книгою книзі книг",
        "політика політиці політику політикою", "виборець виборця виборцю виборцем виборців виборці",
        "область області областю областей областями", "безпека безпеки безпеці безпекою",
        "уряд уряду урядом урядів урядами", "президент президента президентові президентом президенти",
        "організація організації організацію організацією організацій організаціями",
        "значення значенню значенням значень значеннями", "рішення рішень рішенням",
        // Vowels that come and go.
        "день дня дні днів днями", "ринок ринку ринки ринків", "рік року роки років роками",
        "похід походу походи",
        "рівень рівня рівні рівнем", "осінь осені", "радість радості радістю",
        // Adjectives.
        "новий нова нове нові нового новому новим нових новими новою нової нову новій",
        "український українська українського українські українською",
        "синій синя синього синьому синім синіх", "відомий відома відомого відомому відомі",
        // Verbs.
        "читати читаю читає читають читав читала читали читатиме",
        "робити робить роблю роблять робив робила робили робимо",
        "говорити говорить говорили говорив говорять", "будувати будує будують будував будувала будували",
        "повідомляти повідомляє повідомляла повідомляють",
        "повідомлятися повідомляється повідомлялося повідомляються",
        "боротьба боротьби боротьбу", "проголосувати проголосував проголосувала проголосувало проголосують",
        // Forms that no rule explains.
        "людина людини людей людям люди людьми", "дитина діти дітей дітям",
    ])
    func `the forms of a Ukrainian word have one stem`(paradigm: String) throws {
        let stemmer = try #require(Stemmer(language: .ukrainian))
        let forms = paradigm.split(separator: " ").map(String.init)
        let stem = stemmer.stem(forms[0])
        for form in forms { #expect(stemmer.stem(form) == stem, "\(form)") }
    }

    @Test(arguments: [
        ("подати", "подих"), ("забути", "забити"), ("місто", "міст"), ("мати", "мав"), ("область", "обличчя"),
        ("країна", "край"), ("президент", "презерватив"), ("закон", "заклад"), ("уряд", "урок"),
        ("голова", "голос"), ("право", "правда"), ("рада", "радіо"), ("війна", "війт"), ("газ", "гак"),
        ("стан", "станція"), ("ліс", "лис"), ("ніч", "нога"),
    ])
    func `words that have nothing to do with each other keep apart`(one: String, other: String) throws {
        let stemmer = try #require(Stemmer(language: .ukrainian))
        #expect(stemmer.stem(one) != stemmer.stem(other))
    }

    @Test(arguments: ["м'яч", "м’яч", "мʼяч"])
    func `an apostrophe in a word makes no other stem`(word: String) throws {
        let stemmer = try #require(Stemmer(language: .ukrainian))
        #expect(formLine("\(word)а", "uk") == formLine("мяча", "uk"))
        #expect(stemmer.stem("мяча") == stemmer.stem("мяч"))
    }

    @Test func `a word of letters that Ukrainian has not is its own stem`() throws {
        let stemmer = try #require(Stemmer(language: .ukrainian))
        for word in ["қалаларымызда", "cities", "дней2"] { #expect(stemmer.stem(word) == word) }
    }
}
