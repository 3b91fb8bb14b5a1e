/// The words that settle where the agency of a wire header ends, in capitals as headers have them.
enum AgencyNames {
    /// The most words of a name in ``known``.
    static let longestWordCount = 4

    /// Whether `name`, its words parted by one blank, is an agency.
    ///
    /// Names that are words or other abbreviations as well, such as `MENA`, are not listed: where nothing
    /// else comes into question, they are recognised like an unknown name.
    static func isKnown(_ name: String) -> Bool { known.contains(name) }

    /// Whether `words` are the first of a longer name, so that looking further is worth it.
    static func isBeginning(_ words: String) -> Bool { beginnings.contains(words) }

    private static let beginnings = Set(
        known.flatMap { name in
            name.indices.filter { name[$0] == " " }.map { String(name[..<$0]) }
        })

    /// Whether `word` is an abbreviation in capitals that texts begin with and no agency is called.
    static func isOrdinaryAbbreviation(_ word: String) -> Bool { ordinaryAbbreviations.contains(word) }

    private static let known: Set<String> = [
        "KAZINFORM", "QAZINFORM", "КАЗИНФОРМ", "ҚАЗАҚПАРАТ", "KAZTAG", "КАЗТАГ", "ҚАЗТАГ", "INTERFAX",
        "INTERFAX-KAZAKHSTAN", "ИНТЕРФАКС", "ИНТЕРФАКС-КАЗАХСТАН", "TASS", "ITAR-TASS", "ТАСС",
        "ИТАР-ТАСС", "RIA NOVOSTI", "РИА НОВОСТИ", "SPUTNIK", "СПУТНИК", "REGNUM", "РЕГНУМ", "ROSBALT",
        "РОСБАЛТ", "ИА РЕГНУМ", "МИА РОССИЯ СЕГОДНЯ", "БЕЛТА", "BELTA", "УКРИНФОРМ", "UKRINFORM",
        "УНИАН", "UNIAN", "KABAR", "КАБАР", "24.KG", "АКИПРЕСС", "AKIPRESS", "UZA", "УЗА", "UZA.UZ",
        "ХОВАР", "KHOVAR", "TDH", "ТДХ", "AZERTAC", "AZERTAJ", "АЗЕРТАДЖ", "ARMENPRESS", "АРМЕНПРЕСС",
        "MOLDPRES", "MONTSAME", "МОНЦАМЭ", "TENGRINEWS", "ZAKON.KZ", "REUTERS", "РЕЙТЕР", "AP",
        "ASSOCIATED PRESS", "THE ASSOCIATED PRESS", "АССОШИЭЙТЕД ПРЕСС", "AFP", "АФП",
        "AGENCE FRANCE-PRESSE", "UPI", "DPA", "ДПА", "EFE", "ANSA", "BELGA", "ANP", "PAP", "ČTK", "CTK",
        "MTI", "TASR", "BTA", "AGERPRES", "TANJUG", "HINA", "LUSA", "NTB", "RITZAU", "BNS", "LETA",
        "ELTA", "PA MEDIA", "PRESS ASSOCIATION", "XINHUA", "СИНЬХУА", "KYODO", "KYODO NEWS", "КИОДО",
        "JIJI PRESS", "YONHAP", "YONHAP NEWS", "KCNA", "ЦТАК", "BERNAMA", "ANTARA", "VNA", "TNA", "PTI",
        "IANS", "BSS", "UNB", "IRNA", "ИРНА", "TASNIM", "ISNA", "ANADOLU", "ANADOLU AGENCY", "АНАДОЛУ",
        "IHA", "DHA", "WAM", "QNA", "KUNA", "BNA", "NNA", "WAFA", "GNA", "AAP", "NZPA",
        "CANADIAN PRESS", "THE CANADIAN PRESS", "NOTIMEX", "TELAM", "TÉLAM", "PRENSA LATINA",
        "AGENCIA BRASIL", "AGÊNCIA BRASIL", "BLOOMBERG", "БЛУМБЕРГ", "DOW JONES", "BBC", "BBC NEWS",
        "BBC MONITORING", "CNN", "CCTV", "RFE/RL", "VOA", "AL JAZEERA", "DEUTSCHE WELLE", "DW",
    ]

    private static let ordinaryAbbreviations: Set<String> = [
        "US", "USA", "UN", "EU", "UK", "UAE", "NATO", "OSCE", "WHO", "IMF", "WTO", "OPEC", "CIS",
        "CSTO", "EAEU", "EEU", "SCO", "BRICS", "ASEAN", "IAEA", "UNESCO", "UNICEF", "UNDP", "UNHCR",
        "EBRD", "ADB", "FIFA", "UEFA", "UFC", "NBA", "NHL", "IOC", "NASA", "FBI", "CIA", "GDP", "CEO",
        "COVID", "HIV", "AIDS", "AI", "IT", "TV", "MP", "MPS", "OK", "ООН", "США", "ЕС", "НАТО", "ОБСЕ",
        "ВОЗ", "МВФ", "ВТО", "СНГ", "ОДКБ", "ЕАЭС", "ШОС", "БРИКС", "ОПЕК", "МАГАТЭ", "ЮНЕСКО",
        "ЮНИСЕФ", "ЕБРР", "АБР", "ФИФА", "УЕФА", "МОК", "РФ", "РК", "КНР", "КНДР", "ОАЭ", "МВД", "МИД",
        "МЧС", "МЗ", "КНБ", "ФСБ", "ВВП", "СМИ", "ВИЧ", "АЭС", "ЧП", "ДТП", "ТОО", "АО", "БҰҰ", "АҚШ",
        "ЕО", "ТМД", "ДДҰ", "ҰҚШҰ", "ЕҚЫҰ", "ҰҚК", "ІІМ", "СІМ", "ТЖМ", "ҚР", "ЖІӨ", "БАҚ", "БАӘ",
    ]
}
