import Testing

@testable import TextAnalysis

/// The lines of `Index/Languages/snowball-changes.txt`, and the stemmer that reads it.
@Suite struct SnowballChangeTests {
    @Test(arguments: [
        // Plurals, of which Snowball alone leaves another stem than of the singular.
        "es ciudad ciudades", "es libertad libertades", "es mujer mujeres", "es joven jóvenes",
        "es imagen imágenes imagenes", "es luz luces", "es pez peces", "es juez jueces", "es año años",
        "es militar militares", "es último última últimos", "es red redes", "es línea líneas",
        // Verbs.
        "es mantener mantiene mantuvo mantendrá", "es publicar publicó publiquen", "es anunciar anunció",
        "es usar usa usado usaron", "es seguir sigue siguió siguiendo", "es volver vuelve vuelven",
    ])
    func `the forms of a word that Snowball alone keeps apart have one stem`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let stemmer = try #require(Language(words[0]).flatMap { Stemmer(language: $0) })
        for form in words.dropFirst(2) { #expect(stemmer.stem(form) == stemmer.stem(words[1]), "\(form)") }
    }

    @Test(arguments: [
        "es mano mango", "es dios dio", "es creer crear",
    ])
    func `words that have nothing to do with each other keep apart`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let stemmer = try #require(Language(words[0]).flatMap { Stemmer(language: $0) })
        #expect(stemmer.stem(words[1]) != stemmer.stem(words[2]))
    }

    @Test func `of a language without changes words are given to Snowball as they are`() throws {
        #expect(SnowballChanges.of(.russian) == nil)
        #expect(SnowballChanges.of(try #require(Language("da"))) == nil)
    }
}
