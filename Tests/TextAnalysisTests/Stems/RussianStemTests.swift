import IndexDefinition
import Testing

@testable import TextAnalysis

/// The lines of `Index/Languages/russian-changes.txt`.
@Suite struct RussianStemTests {
    @Test(arguments: [
        // Words that Snowball has in several parts.
        "мать матери матерью матерей", "дочь дочери дочерью", "отец отца отцом отцы",
        "дети детей детьми детям",
        "человек человека человеком", "люди людей людьми", "день дня дней днём", "время времени времён",
        "имя имени имён", "друг друга друзья друзей", "брат братья братьев", "ребёнок ребёнка",
        "деньги денег",
        "один одна одного одним", "весь всего всех", "два двух двумя", "этот этого эти",
        "должен должна должны",
        "уровень уровня уровней", "рынок рынка", "песня песен", "любовь любви", "земля земель",
        // Verbs.
        "быть был будет будут", "мочь может могли могу", "смочь сможет смог", "стать стал станет стали",
        "остаться остался останется", "оставаться остаётся остаются оставался", "дать дал даст дадут",
        "создавать создаёт создавал", "передать передаст передадут", "писать пишет писал пишут",
        "сказать скажет сказал", "казаться кажется казалось", "искать ищет искал", "хотеть хочет хотел хотят",
        "идти идёт идут", "шёл шла шли", "прийти пришёл придёт пришли", "произойти произошло произойдёт",
        "выйти вышел вышла выйдет", "найти нашёл найдёт нашли", "провести провёл проведёт провели",
        "принести принёс принесли", "начать начал начнёт", "принять принял примет", "взять взял возьмёт",
        "вернуть вернул вернёт", "вернуться вернулся вернётся", "достигнуть достиг достигла",
        "погибнуть погиб погибла", "смотреть смотрел смотрит", "видеть видел видит", "иметь имеет имел",
        "требовать требует требовал требуют", "танцевать танцует", "стоять стоит стоял",
        "держать держит держал",
        "приехать приехал приедет", "попасть попал попадёт", "выбрать выбрал выберет", "умереть умер умерла",
        "направить направил направлена", "жить живёт жил", "знать знает знал", "ждать ждёт ждал",
        // Nouns whose ends look like endings of verbs and adjectives.
        "состав состава составом", "проблема проблем проблемы", "система систем", "спортсмен спортсменов",
        "материал материала материалы", "экран экрана экране", "режим режима", "объём объёма",
        "Китай Китая Китае",
        "музей музея музеев", "идея идеи идей", "медаль медали медалей", "память памяти", "Киев Киева Киеве",
        "Ростов Ростова Ростове Ростову Ростовом", "Словения Словении Словению", "Австралия Австралии",
        "россиянин россияне россиян", "боец бойца бойцов", "десять десяти",
    ])
    func `the forms of a frequent word have one stem`(line: String) throws {
        let stemmer = try #require(Stemmer(language: .russian))
        let words = line.split(separator: " ").map(String.init)
        for form in words.dropFirst() { #expect(stemmer.stem(form) == stemmer.stem(words[0]), "\(form)") }
    }

    @Test(arguments: [
        "Ростов рост", "Ростова роста", "Австрия Австралия", "Словения слово", "послание посол",
        "поставил пост",
        "передовой перед", "передовой передать", "лететь лето", "летел лет", "Версаль версия", "почта почти",
        "матери материал", "мать материя", "остановить остаться", "устав установить", "устав устать",
        "прибыль прибыл", "прибыль прибытие", "откровенно открыть", "Чернов чёрный", "Массимо массовый",
        "Кубань Куба", "капитан капитал", "Дания данные", "Грузия груз", "Чехия чех", "основа осень",
        "хотеть хотя", "стать статья", "дать дата", "состояние состоялся", "требует треба", "кабинет кабина",
        "прошлый прошли", "оставаться остаться", "действует действие", "весь вес", "правило право",
        "после посол", "Львов львы", "более боль", "жестокий жёсткий", "Ярославль Ярослав",
        "Байден найден",
    ])
    func `words that have nothing to do with each other have different stems`(line: String) throws {
        let stemmer = try #require(Stemmer(language: .russian))
        let words = line.split(separator: " ").map(String.init)
        #expect(stemmer.stem(words[0]) != stemmer.stem(words[1]))
    }

    /// Searches pass over the words of a text that begin otherwise than what is sought.
    @Test func `every listed form begins with the letter of its stem`() throws {
        let changes = try #require(SnowballChanges.of(.russian))
        #expect(changes.formsBeginningOtherwise(of: []).map { String(decoding: $0, as: UTF8.self) } == [])
    }

    /// A line that changes a first letter would need a word that consists of an ending.
    @Test func `every ending as a word keeps its first letter`() throws {
        let stemmer = try #require(Stemmer(language: .russian))
        for (_, line) in LanguageTable.russianChanges.lines where line.hasPrefix("ending 0 ") {
            let words = line.split(separator: " ").dropFirst(2)
            let left = words.prefix { $0 != "=" }.split(separator: "+").map(Array.init)
            for first in left[0] {
                for last in left.count > 1 ? left[1] : [""] {
                    let word = String(first + last)
                    #expect(stemmer.stem(word).first == word.first, "\(word)")
                }
            }
        }
    }
}
