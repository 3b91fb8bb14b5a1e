import Testing

@testable import TextAnalysis

/// The lines of `Index/Languages/snowball-changes.txt`, and the stemmer that reads it.
@Suite struct SnowballChangeTests {
    @Test(arguments: [
        // Plurals, of which Snowball alone leaves another stem than of the singular.
        "es ciudad ciudades", "es libertad libertades", "es mujer mujeres", "es joven jóvenes",
        "es imagen imágenes imagenes", "es luz luces", "es pez peces", "es juez jueces", "es año años",
        "es militar militares", "es último última últimos", "es red redes", "es línea líneas",
        "fr travail travaux", "fr journal journaux", "fr jeu jeux", "fr cheveu cheveux", "fr loi lois",
        "fr photo photos", "fr petit petite petits petites", "fr nouveau nouvelle nouveaux", "fr œil yeux",
        "fr français française françaises", "fr directeur directrice directrices", "fr conflit conflits",
        "de Haus Häuser Häusern", "de Lehrerin Lehrerinnen", "de Museum Museen", "de Thema Themen",
        "de Ministerium Ministerien", "de Foto Fotos", "de Europa Europas", "de Markt Märkte",
        "de Garten Gärten", "de Stadt Städte", "de Welt Welten", "de bedeuten bedeutet",
        "pt nação nações", "pt hotel hotéis", "pt animal animais", "pt homem homens", "pt nível níveis",
        "pt cidadão cidadãos", "pt próprio própria", "pt ano anos", "pt espanhol espanhóis",
        "it amico amici", "it anno anni", "it uomo uomini", "it italiano italiana italiani italiane",
        "it militare militari", "it edificio edifici", "it attrice attore attrici",
        "en man men", "en woman women", "en child children", "en foot feet", "en goose geese",
        "en wife wives", "en policeman policemen", "en crisis crises", "en bus buses",
        "en criterion criteria",
        "nl huis huizen", "nl mens mensen", "nl organisatie organisaties", "nl voorstel voorstellen",
        "nl positief positieve", "sv land landet landets", "sv skola skolan skolans",
        "sv universitet universitetet", "sv nyhet nyheter",
        // Verbs.
        "es mantener mantiene mantuvo mantendrá", "es publicar publicó publiquen", "es anunciar anunció",
        "es usar usa usado usaron", "es seguir sigue siguió siguiendo", "es volver vuelve vuelven",
        "fr trouver trouve trouvent", "fr prendre pris prennent", "fr obtenir obtient obtenu obtiennent",
        "fr produire produit produisent", "fr connaître connaît connu",
        "de entscheiden entscheidet", "de arbeiten arbeitet arbeitete", "de sagen sagt sagte gesagt",
        "de informieren informiert informierte", "de entwickeln entwickelt entwickelte",
        "de erinnern erinnert erinnerte", "de erhalten erhält erhielt", "de gewinnen gewann gewonnen",
        "de aufnehmen aufgenommen", "de vorstellen vorgestellt", "de bewerten bewertet bewertete",
        "pt manter manteve mantém", "pt fazer fez feito fizeram", "pt chegar cheguei chegaram",
        "it potere può possono potrebbe", "it prendere prende prendesse", "it produrre produce prodotto",
        "en buy bought", "en know knew known", "en speak speaks spoken", "en bring brought",
        "nl volgen volgt", "nl worden wordt",
        // Names.
        "ru Нигерия Нигерии Нигерию Нигерией", "ru Виктория Викторию", "ru Китаев Китаева Китаевым Китаеву",
        "ru Доминикана Доминикану Доминиканы", "ru Нигер Нигера Нигеру Нигером", "ru Китай Китая Китаем",
    ])
    func `the forms of a word that Snowball alone keeps apart have one stem`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let stemmer = try #require(Language(words[0]).flatMap { Stemmer(language: $0) })
        for form in words.dropFirst(2) { #expect(stemmer.stem(form) == stemmer.stem(words[1]), "\(form)") }
    }

    @Test(arguments: [
        "es mano mango", "es dios dio", "fr parent parer", "fr content conter",
        "fr paris pari", "fr nous nouer", "fr moment momie", "fr agent âge", "fr avenue avenir",
        "fr patient appartenir", "de markt marke", "de punkt punsch", "de hund hundert", "de konzern konzert",
        "de welt well", "de brief rufen", "de legende legen", "de gegend gegen", "de einfuhr einfahren",
        "pt mais mal", "pt parque parco", "it interesse intero", "it stesso stare", "it fontana fonte",
        "it domani domo", "en omen man",
        "en specimen speciman", "en lives life", "en leaves leaf", "en saw see", "en rose rise",
        "nl markt mark", "sv internet inta",
        "ru Нигерия Нигер", "ru Виктория Виктор", "ru Александрии Александра", "ru Китаев Китай",
        "ru Перов Перу", "ru Малов Мали", "ru Кимов Ким", "ru Доминикана Доминика", "ru Германия Герман",
    ])
    func `words that have nothing to do with each other keep apart`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let stemmer = try #require(Language(words[0]).flatMap { Stemmer(language: $0) })
        #expect(stemmer.stem(words[1]) != stemmer.stem(words[2]))
    }

    @Test func `the longest ending is changed that has letters enough before it`() throws {
        let german = try #require(SnowballChanges.of(.german))
        func changed(_ word: String) -> String {
            var bytes = Array(word.utf8)
            german.endings.replace(in: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(changed("informierte") == "informieren")
        #expect(changed("umwelt") == "umwelt")
        #expect(changed("gt") == "gt")
        #expect(changed("") == "")
        // A letter of two bytes counts once.
        #expect(changed("ügt") == "ügt")
        #expect(changed("fügt") == "fügen")
    }

    @Test func `of a language without changes words are given to Snowball as they are`() throws {
        #expect(SnowballChanges.of(try #require(Language("da"))) == nil)
    }

    /// What is passed over by the letters that it begins with, for which a stem is inserted with its forms.
    @Test(arguments: ["feet", "men", "bought", "written", "geese", "mice", "children"])
    func `an irregular form in an English text is found by the stem of its word`(form: String) throws {
        let stemmer = try #require(Stemmer(language: .english))
        var sought = SoughtTerms()
        #expect(sought.insert(StemTerm.term(stem: stemmer.stem(form), of: .english), number: 7) == 7)
        var found: [Int] = []
        TextAnalyzer(language: .english).forEachToken(in: Array("then \(form) were".utf8).span, of: &sought) {
            number, position, _ in
            found += [number, position]
        }
        #expect(found == [7, 1])
    }
}
