import Testing
import TextAnalysis

@Suite struct LanguageTests {
    @Test(arguments: [
        ("en", "The president met the foreign minister on Monday to discuss trade."),
        ("ru", "Президент встретился с министром иностранных дел, чтобы обсудить торговлю."),
        ("kk", "Президент сыртқы істер министрімен кездесіп, сауда мәселелерін талқылады."),
        (
            "ky",
            "Президент тышкы иштер министри менен жолугуп, соода маселелерин талкуулады, өлкөнүн келечеги."
        ),
        ("uk", "Президент зустрівся з міністром закордонних справ, щоб обговорити торгівлю."),
        ("fr", "Le président a rencontré le ministre des affaires étrangères pour parler du commerce."),
        ("de", "Der Präsident traf am Montag den Außenminister, um über den Handel zu sprechen."),
        ("es", "El presidente se reunió con el ministro de asuntos exteriores para hablar del comercio."),
        ("tr", "Cumhurbaşkanı pazartesi günü dışişleri bakanıyla görüşerek ticareti ele aldı."),
        ("ar", "التقى الرئيس وزير الخارجية يوم الاثنين لبحث التجارة بين البلدين"),
        ("zh", "国家主席星期一会见了外交部长，讨论两国之间的贸易。"),
    ])
    func `a sentence tells its language`(code: String, text: String) throws {
        let finding = try #require(LanguageDetector().language(of: text))
        #expect(finding.language.code == code)
        #expect(finding.certainty > 0.5 && finding.certainty <= 1)
    }

    @Test(arguments: [
        ("ru", "Нидерланды, Сергей Карякин, Украина, Люк Ван Велли, Россия, Александр Вучич"),
        ("kk", "Қазақстан Үкіметінің отырысы"),
        ("kk", "Елбасы Ұлттық банк төрағасын қабылдады"),
    ])
    func `letters tell where words do not`(code: String, text: String) {
        #expect(LanguageDetector().language(of: text)?.language.code == code)
    }

    @Test func `the language of most of a long text counts`() {
        let russian = String(
            repeating: "Правительство рассмотрело вопрос о ценах на хлеб в регионах страны. ", count: 60)
        #expect(
            LanguageDetector().language(of: "Bloomberg: " + russian + "Reuters contributed.")?.language
                == .russian)
    }

    @Test(arguments: ["", "—", "2020-02-03", "🙂🙂🙂", "\u{301}\u{301}"])
    func `nothing can be told from no letters`(text: String) {
        #expect(LanguageDetector().language(of: text) == nil)
    }

    @Test func `few letters give no certainty`() throws {
        let finding = try #require(LanguageDetector().language(of: "Reuters"))
        #expect(finding.certainty < 0.5)
        #expect(finding.toldLanguage == nil)
    }

    @Test(arguments: [
        ("zh", "昨天北京下了今年的第一场雪"), ("ja", "昨日東京で地震がありました"), ("ko", "어제 서울에 눈이 내렸습니다"),
    ])
    func `few signs tell as much as many letters`(code: String, text: String) {
        #expect(LanguageDetector().language(of: text)?.toldLanguage?.code == code)
    }

    @Test func `bytes that are no text are passed over`() {
        var bytes: [UInt8] = []
        for byte in "The government said on Tuesday that it would ".utf8 {
            bytes += byte == 0x20 ? [0xFF, 0xC0] : [byte]
        }
        #expect(LanguageDetector().language(of: bytes.span)?.language == .english)
    }
}
