extension NameSamples {
    /// A name a line in spellings that all meet: the language that reads the Latin ones, then the spellings.
    static let abroad = """
        en Нигерия Нигерии Нигерию Нигерией Nigeria
        kk Нигерия Нигерияның Нигерияға Nigeria
        en Нигер Нигера Нигеру Нигером Нигере Niger
        en Грузия Грузии Грузию Грузией Georgia
        en Джорджия Джорджии Джорджию Джорджией Georgia
        de Грузия Georgien Georgia
        en Джордж Джорджа Джорджу Джорджем George
        en Румыния Румынии Румынию Romania
        en Виктория Виктории Викторию Викторией Victoria Viktoria Viktoriya
        en Мария Марии Марию Марией Maria Mariya
        en Наталья Наталии Наталию Natalya Natalia Nataliya
        en Юлия Юлии Юлию Yulia Yuliya Julia
        en Софья София Софии Sofia Sofya
        en Дарья Дарьи Дарью Дарьей Darya Daria
        en Валерий Валерия Валерию Валерием Valery Valeriy
        en Валерия Валерии Валерию Valeria Valeriya
        en Дмитрий Дмитрия Дмитрию Дмитрием Dmitry Dmitri Dmitriy
        en Георгий Георгия Георгию Георгием Georgy Georgiy
        en Юрий Юрия Юрию Юрием Yuri Yury Yuriy
        en Василий Василия Василию Vasily Vasiliy
        en Евгений Евгения Евгению Yevgeny Evgeny Evgeniy
        en Мадзия Мадзии Madzia
        en Армения Армении Арменией Armenia
        de Армения Армении Armenien
        fr Армения Армении Arménie
        en Германия Германии Германией Germany
        en Италия Италии Италию Italy
        de Италия Италии Italien
        en Бразилия Бразилии Brazil
        en Турция Турции Turkey
        en Ливия Ливии Libya
        en Кения Кении Kenya
        en Россия России Россией Russia
        en Тунис Туниса Tunis
        en Тунис Туниса Tunisia
        en Алжир Алжира Algeria
        en Алжир Алжира Algiers
        en Азия Азии Asia
        en Минск Минска Минску Минском Минске Minsk
        en Минский Минского Минскому Минским Минском Minsky
        en Достоевская Достоевской Достоевскую Dostoevskaya Dostoevskaia Dostoevsky
        en Трубецкой Трубецкого Трубецкому Trubetskoy Trubetskoi
        en Гайана Guyana
        en Гана Ghana
        en Гарсия García Garcia
        de Шрёдер Шредер Schröder Schroeder
        en Шрёдер Шредер Schröder Schroeder
        de Мюллер Müller Mueller
        en Мюллер Müller Mueller
        de Геббельс Goebbels
        de Гёте Goethe
        de Кёльн Köln Koeln
        de Жириновский Жириновского Жириновским Schirinowski Zhirinovsky
        de Пашинян Пашиняна Paschinjan Pashinyan
        de Пригожин Пригожина Prigoschin
        de Жуков Жукова Schukow Zhukov
        de Шойгу Schoigu
        de Зюганов Зюганова Sjuganow
        de Солженицын Солженицына Solschenizyn
        fr Лукашенко Loukachenko Lukashenko
        fr Путин Путина Poutine Putin
        en Пхеньян Пхеньяна Pyongyang
        de Пхеньян Пхеньяна Pjöngjang
        en Ахмадинежад Ахмадинежада Ahmadinejad
        en Мухаммед Мухаммеда Мохаммед Мухаммад Muhammad Mohammed Mohammad Mohamed Muhammed
        en Си Xi
        en Ли Li
        en Ху Hu
        en Чжан Zhang
        en Чжао Zhao
        en Ван Вана Wang
        en Шахин Şahin Sahin
        en Плишкова Plíšková Pliskova
        en Хоканссон Håkansson Hakansson
        en Надь Nagy
        hu Надь Nagy
        en Сёренсен Соренсен Sørensen Sorensen Soerensen
        en Валенса Wałęsa Walesa
        """
}
