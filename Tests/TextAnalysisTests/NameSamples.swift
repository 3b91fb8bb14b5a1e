/// People and places in the news: in Russian, in Kazakh (`-` where it is written alike), and as Latin letters
/// have them in English, German, French or in romanisations of standards.
enum NameSamples {
    /// One name and all its spellings, with the cases that Russian and Kazakh give it.
    struct Name: Sendable {
        let russian: String
        let kazakh: String
        let latin: [String]

        /// Chinese names are declined as nouns.
        private var isChinese: Bool { ["пин", "цин"].contains(String(russian.suffix(3))) }

        /// The name in the cases of Russian.
        var russianForms: [String] {
            for ending in ["ов", "ев", "ин", "ын"] where russian.hasSuffix(ending) && !isChinese {
                return ["", "а", "у", "ым", "е"].map { russian + $0 }
            }
            if russian.hasSuffix("ский") || russian.hasSuffix("цкий") {
                return ["ий", "ого", "ому", "им", "ом"].map { russian.dropLast(2) + $0 }
            }
            if russian.hasSuffix("а"), let before = russian.dropLast().last {
                let genitive = "гкхжчшщ".contains(before) ? "и" : "ы"
                return ["а", genitive, "е", "у", "ой"].map { russian.dropLast() + $0 }
            }
            guard let last = russian.last, !"аеиоуыэюяьй".contains(last) else { return [russian] }
            return ["", "а", "у", "ом", "е"].map { russian + $0 }
        }

        /// The name in the cases of Kazakh.
        var kazakhForms: [String] {
            let isFront = kazakh.last { "аоұыяеәөүіэ".contains($0) }.map { "еәөүіэ".contains($0) } ?? false
            let last = kazakh.last ?? "а"
            let endings: [String] =
                if "аеиоуыэюяәөүұі".contains(last) {
                    isFront
                        ? ["нің", "ге", "ні", "де", "ден", "мен"] : ["ның", "ға", "ны", "да", "дан", "мен"]
                } else if "мнң".contains(last) {
                    isFront
                        ? ["нің", "ге", "ді", "де", "нен", "мен"] : ["ның", "ға", "ды", "да", "нан", "мен"]
                } else if "рлйзж".contains(last) {
                    isFront ? ["дің", "ге", "ді", "де", "ден"] : ["дың", "ға", "ды", "да", "дан"]
                } else {
                    isFront
                        ? ["тің", "ке", "ті", "те", "тен", "пен"] : ["тың", "қа", "ты", "та", "тан", "пен"]
                }
            return [kazakh] + endings.map { kazakh + $0 }
        }
    }

    static let all: [Name] = table.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 2 else { return nil }
        return Name(
            russian: words[0], kazakh: words[1] == "-" ? words[0] : words[1], latin: Array(words[2...]))
    }

    /// Names that are near each other and are not the same.
    static let near: [(String, String)] = nearTable.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        return words.count == 2 ? (words[0], words[1]) : nil
    }

    private static let table = """
        Токаев Тоқаев Tokayev Tokaev Toqaev Tokajew Tokaïev
        Назарбаев - Nazarbayev Nazarbaev
        Кунаев Қонаев Kunayev Kunaev
        Смаилов Смайылов Smailov
        Бектенов Бектенов Bektenov
        Масимов Мәсімов Massimov Masimov
        Сагинтаев Сағынтаев Sagintayev Sagintaev
        Мамин - Mamin
        Ашимбаев Әшімбаев Ashimbayev Ashimbaev Aschimbajew
        Кошанов Қошанов Koshanov Qoshanov
        Аблязов Әблязов Ablyazov Abliazov
        Жапаров - Zhaparov Japarov
        Атамбаев Атамбаев Atambayev Atambaev
        Жээнбеков - Jeenbekov Zheenbekov
        Бакиев - Bakiyev Bakiev Bakijew
        Акаев - Akayev Akaev Akajew
        Мирзиёев - Mirziyoyev Mirziyoev
        Каримов - Karimov Karimow
        Рахмонов - Rakhmonov Rahmonov
        Бердымухамедов - Berdymukhamedov Berdimuhamedov
        Ниязов - Niyazov Niazov
        Алиев Әлиев Aliyev Aliev Aliew
        Пашинян - Pashinyan Paschinjan
        Саргсян - Sargsyan Sargsian
        Путин - Putin Poutine
        Медведев - Medvedev Medwedew
        Мишустин - Mishustin Mischustin
        Лавров - Lavrov Lawrow
        Шойгу - Shoigu Schoigu
        Песков - Peskov Peskow
        Ельцин - Yeltsin Jelzin
        Горбачёв Горбачев Gorbachev Gorbachyov Gorbatschow
        Хрущёв Хрущев Khrushchev Khrushchyov
        Брежнев - Brezhnev Breschnew
        Андропов - Andropov Andropow
        Сталин - Stalin
        Ленин - Lenin
        Троцкий - Trotsky Trotskiy
        Собянин - Sobyanin Sobianin
        Матвиенко - Matviyenko Matvienko
        Володин - Volodin Wolodin
        Навальный - Navalny Nawalny
        Немцов - Nemtsov Nemzow
        Ходорковский - Khodorkovsky Khodorkovskiy
        Березовский - Berezovsky Berezovskiy
        Абрамович - Abramovich Abramovitch
        Касперский - Kaspersky Kasperski
        Достоевский - Dostoevsky Dostoyevsky Dostojewski
        Толстой - Tolstoy Tolstoi Tolstoj
        Чехов - Chekhov Tschechow
        Гоголь - Gogol
        Булгаков - Bulgakov Bulgakow
        Набоков - Nabokov Nabokow
        Чайковский - Tchaikovsky Chaikovsky
        Шостакович - Shostakovich Shostakovitch
        Прокофьев - Prokofiev Prokofyev
        Рахманинов - Rakhmaninov
        Гагарин - Gagarin
        Терешкова - Tereshkova Tereschkowa
        Зеленский - Zelensky Zelenskyy Zelenskiy
        Порошенко - Poroshenko Poroschenko
        Янукович - Yanukovych Yanukovich Janukowitsch
        Тимошенко - Tymoshenko Timoshenko
        Кличко - Klitschko Klichko
        Кулеба - Kuleba
        Лукашенко - Lukashenko Lukaschenko Loukachenko
        Тихановская - Tikhanovskaya Tsikhanouskaya
        Саакашвили - Saakashvili Saakaschwili
        Иванишвили - Ivanishvili Iwanischwili
        Шеварднадзе - Shevardnadze Schewardnadse
        Эрдоган Ердоған Erdoğan Erdogan
        Давутоглу - Davutoğlu Davutoglu
        Рухани - Rouhani Ruhani
        Хаменеи - Khamenei
        Нетаньяху - Netanyahu Netanjahu
        Олмерт - Olmert
        Аббас - Abbas
        Асад - Assad Asad
        Каддафи - Kaddafi
        Мубарак - Mubarak
        Моди - Modi
        Имран - Imran
        Карзай - Karzai
        Трамп - Trump
        Байден - Biden
        Обама - Obama
        Клинтон - Clinton
        Помпео - Pompeo
        Блинкен - Blinken
        Керри - Kerry
        Болтон - Bolton
        Маккейн - McCain
        Меркель - Merkel
        Шольц - Scholz
        Макрон - Macron
        Олланд - Hollande
        Джонсон - Johnson
        Кэмерон - Cameron
        Блэр - Blair
        Тэтчер - Thatcher
        Орбан - Orbán Orban
        Дуда - Duda
        Туск - Tusk
        Качиньский - Kaczyński Kaczynski
        Вучич - Vučić Vucic
        Милошевич - Milošević Milosevic
        Гутерриш - Guterres
        Борель - Borrell
        Столтенберг - Stoltenberg
        Мадуро - Maduro
        Кастро - Castro
        Цзиньпин - Jinping
        Кэцян - Keqiang
        Цзиньтао - Jintao
        Цзэминь - Zemin
        Сяопин - Xiaoping
        Цзэдун - Zedong
        Эньлай - Enlai
        Абэ - Abe
        Кисида - Kishida
        Мандела - Mandela
        Нурсултан Нұрсұлтан Nursultan Noursoultan
        Касым Қасым Kassym Kasym Qasym
        Жомарт - Zhomart Jomart
        Ержан - Yerzhan Erzhan
        Бауыржан - Bauyrzhan Bauirzhan
        Серик Серік Serik
        Айгуль Айгүл Aigul Aigül Aygul
        Дарига Дариға Dariga Darigha
        Тимур Тимур Timur
        Данияр - Daniyar Danijar
        Ерлан - Yerlan Erlan
        Кайрат Қайрат Kairat Kayrat Qairat
        Бахытжан Бақытжан Bakhytzhan Bahytzhan
        Абай - Abai Abay
        Ауэзов Әуезов Auezov Auezow
        Сатпаев Сәтбаев Satpayev Satpaev
        Валиханов Уәлиханов Valikhanov Walichanow
        Астана - Astana
        Алматы - Almaty
        Шымкент - Shymkent Şymkent Schymkent
        Караганда Қарағанды Karaganda Qaraghandy
        Актобе Ақтөбе Aktobe Aqtöbe Aktöbe
        Актау Ақтау Aktau Aqtau
        Атырау - Atyrau
        Павлодар - Pavlodar Pawlodar
        Костанай Қостанай Kostanay Kostanai Qostanai
        Кызылорда Қызылорда Kyzylorda Qyzylorda
        Тараз - Taraz
        Туркестан Түркістан Turkestan
        Уральск - Uralsk
        Семей - Semey Semei
        Талдыкорган Талдықорған Taldykorgan Taldyqorghan
        Кокшетау Көкшетау Kokshetau Kökshetau Kokschetau
        Жезказган Жезқазған Zhezkazgan Jezqazgan
        Балхаш Балқаш Balkhash
        Байконур Байқоңыр Baikonur Baykonur
        Капчагай Қапшағай Kapchagay Kapchagai
        Хоргос Қорғас Khorgos
        Темиртау Теміртау Temirtau
        Экибастуз Екібастұз Ekibastuz
        Жанаозен Жаңаөзен Zhanaozen
        Казахстан Қазақстан Kazakhstan Qazaqstan Kasachstan
        Бишкек Бішкек Bishkek Bischkek
        Ташкент - Tashkent Taschkent
        Самарканд Самарқанд Samarkand Samarqand
        Душанбе - Dushanbe Duschanbe
        Ашхабад - Ashkhabad Aschchabad
        Тбилиси - Tbilisi
        Ереван - Yerevan Erevan Jerewan
        Баку - Baku Bakou
        Москва Мәскеу Moscow Moskau Moskva
        Новосибирск - Novosibirsk Nowosibirsk
        Екатеринбург - Yekaterinburg Ekaterinburg Jekaterinburg
        Челябинск - Chelyabinsk Tscheljabinsk
        Омск - Omsk
        Томск - Tomsk
        Хабаровск - Khabarovsk
        Владивосток - Vladivostok Wladiwostok
        Краснодар - Krasnodar
        Сочи - Sochi
        Казань Қазан Kazan
        Уфа - Ufa
        Якутск - Yakutsk Jakutsk
        Киев - Kiev Kyiv
        Харьков - Kharkov Kharkiv
        Одесса - Odessa Odesa
        Донецк - Donetsk
        Луганск - Lugansk
        Минск - Minsk
        Вильнюс - Vilnius
        Кишинёв Кишинев Kishinev
        Пекин Бейжің Beijing Peking
        Шанхай - Shanghai Schanghai
        Гуанчжоу - Guangzhou
        Чжэнчжоу - Zhengzhou
        Шэньчжэнь - Shenzhen
        Чунцин - Chongqing
        Нанкин - Nankin
        Синьцзян - Xinjiang
        Тибет - Tibet
        Тегеран Тегеран Tegeran
        Анкара - Ankara
        Стамбул - Stambul
        Дамаск - Damask
        Багдад - Bagdad Baghdad
        Кабул - Kabul
        Кандагар - Kandahar
        Лондон - London Londres
        Париж - Paris
        Берлин - Berlin
        Мюнхен - Munchen München
        Вашингтон - Washington
        Чикаго - Chicago
        Брюссель - Brussels Bruxelles Brüssel
        Варшава - Varshava
        Хельсинки - Helsinki
        Осло - Oslo
        Мадрид - Madrid
        Газпром - Gazprom
        Роснефть - Rosneft
        Лукойл - Lukoil
        Казмунайгаз ҚазМұнайГаз KazMunayGas KazMunayGaz
        Казатомпром Қазатомпром Kazatomprom Qazatomprom
        Самрук Самұрық Samruk
        Тасмагамбетов Тасмағамбетов Tasmagambetov
        Нигматулин - Nigmatulin
        Абдрахманов - Abdrakhmanov Abdrahmanov
        Сарсенбаев Сәрсенбаев Sarsenbayev Sarsenbaev
        Досаев - Dosayev Dosaev
        Жумангарин Жұманғарин Zhumangarin
        Нуртлеу Нұртілеу Nurtleu
        Уразалин Оразалин Urazalin
        Исекешев Исекешев Issekeshev Isekeshev
        Кулибаев Құлыбаев Kulibayev Kulibaev
        Утемуратов Өтемұратов Utemuratov
        Мамашев - Mamashev
        Сулейменов Сүлейменов Suleimenov Suleymenov
        Кунанбаев Құнанбаев Kunanbayev Qunanbaev
        Аймаутов Аймауытов Aimautov
        Букейханов Бөкейханов Bukeikhanov Bokeikhanov
        Байтурсынов Байтұрсынов Baitursynov Baytursynov
        Дулатов - Dulatov
        Жансугуров Жансүгіров Zhansugurov
        Момышулы Момышұлы Momyshuly
        Головкин - Golovkin
        Рыбакина - Rybakina
        Рахимов - Rakhimov Rahimov
        Отунбаева Отунбаева Otunbayeva Otunbaeva
        Тулеев - Tuleyev Tuleev
        Кадыров - Kadyrov Kadyrow
        Аушев - Aushev Auschew
        Примаков - Primakov Primakow
        Черномырдин - Chernomyrdin Tschernomyrdin
        Чубайс - Chubais Chubays
        Немировский - Nemirovsky Nemirovskiy
        Набиуллина - Nabiullina
        Силуанов - Siluanov
        Захарова - Zakharova Sacharowa
        Пригожин - Prigozhin Prigoschin
        Герасимов - Gerasimov Gerassimow
        Патрушев - Patrushev Patruschew
        Сечин - Sechin Setschin
        Миллер - Miller
        Дерипаска - Deripaska
        Потанин - Potanin
        Жириновский - Zhirinovsky Schirinowski
        Зюганов - Zyuganov Sjuganow
        Солженицын - Solzhenitsyn Solschenizyn
        Сахаров - Sakharov Sacharow
        Пастернак - Pasternak
        Тургенев - Turgenev Turgenjew
        Менделеев - Mendeleev Mendeleyev
        Королёв Королев Korolev Korolyov
        Плющенко - Plushenko Plyushchenko
        Шарапова - Sharapova Scharapowa
        Овечкин - Ovechkin
        Каспаров - Kasparov Kasparow
        Карпов - Karpov Karpow
        Залужный - Zaluzhny Zaluzhnyi
        Ермак - Yermak Jermak
        Аваков - Avakov Awakow
        Кравчук - Kravchuk Krawtschuk
        Кучма - Kuchma Kutschma
        Ющенко - Yushchenko Juschtschenko
        Сандху - Sandhu
        Гульбахор - Gulbahor
        Алматинская - Almatinskaya
        Маргулан Марғұлан Margulan
        Айдос - Aidos Aydos
        Бауржан Бауыржан Baurzhan Bauyrzhan
        Нурлан Нұрлан Nurlan
        Арман - Arman
        Ермек - Yermek Ermek
        Талгат Талғат Talgat
        Болат - Bolat
        Самат - Samat
        Асель Әсел Assel Asel
        Динара - Dinara
        Мадина - Madina
        Жанар - Zhanar
        Гульнара Гүлнар Gulnara
        Ильяс Ілияс Ilyas
        Мухтар Мұхтар Mukhtar Muhtar
        Шокан Шоқан Shokan
        Рахат - Rakhat Rahat
        Мурат - Murat
        Алмас - Almas
        Даурен Дәурен Dauren
        Канат Қанат Kanat Qanat
        Петропавловск - Petropavlovsk
        Аркалык Арқалық Arkalyk
        Сарканд Сарқан Sarkand
        Аягоз Аягөз Ayagoz
        Кентау - Kentau
        Риддер - Ridder
        Степногорск - Stepnogorsk
        Жаркент - Zharkent Jarkent
        Каскелен Қаскелең Kaskelen
        Бурабай - Burabay Burabai
        Мангистау Маңғыстау Mangystau Mangistau
        Тенгиз Теңіз Tengiz
        Кашаган Қашаған Kashagan Qashagan
        Карачаганак Қарашығанақ Karachaganak
        Иртыш Ертіс Irtysh
        Сырдарья Сырдария Syrdarya
        Каспий - Kaspiy
        Худжанд - Khujand
        Термез - Termez
        Бухара Бұхара Bukhara Buchara
        Наманган - Namangan
        Андижан Әндіжан Andijan Andizhan
        Ургенч Үргеніш Urgench
        Каракол Қарақол Karakol
        Баткен - Batken
        Нарын - Naryn
        Сухуми - Sukhumi
        Батуми - Batumi
        Гюмри - Gyumri
        Гянджа - Ganja
        Нижневартовск - Nizhnevartovsk
        Магнитогорск - Magnitogorsk
        Оренбург Орынбор Orenburg
        Ставрополь - Stavropol Stawropol
        Махачкала - Makhachkala
        Грозный - Grozny
        Мурманск - Murmansk
        Архангельск - Arkhangelsk
        Иркутск - Irkutsk
        Красноярск - Krasnoyarsk
        Кемерово - Kemerovo
        Барнаул - Barnaul
        Тюмень Түмен Tyumen
        Львов - Lvov Lviv
        Мариуполь - Mariupol
        Запорожье - Zaporozhye
        Гомель - Gomel
        Витебск - Vitebsk
        Чэнду - Chengdu
        Ухань - Wuhan
        Урумчи Үрімжі Urumchi
        Ляонин - Liaoning
        Сычуань - Sichuan
        Тайвань - Taiwan
        Исламабад - Islamabad
        Карачи - Karachi
        Дели - Delhi
        Мумбаи - Mumbai
        Сеул - Seoul
        Токио - Tokyo
        Осака - Osaka
        Ханой - Hanoi
        Каир - Cairo
        Бейрут - Beirut Beyrouth
        Алеппо - Aleppo
        Басра - Basra
        Герат - Herat
        Белград - Belgrad
        Загреб - Zagreb
        Краков - Krakow Kraków
        Гданьск - Gdansk Gdańsk
        Барселона - Barcelona
        Милан - Milan
        Торонто - Toronto
        Бостон - Boston
        Детройт - Detroit
        Гавана - Havana
        Каракас - Caracas
        Ангола - Angola
        Сирия - Syria
        Иран - Iran
        Украина - Ukraine
        Молдова - Moldova
        Латвия - Latvia
        Эстония - Estonia
        Хуавэй - Huawei
        Синьхуа - Xinhua
        """

    private static let nearTable = """
        Каримов Керимов
        Иванов Иваненко
        Петров Петренко
        Назаров Назарбаев
        Путин Путилин
        Токаев Тохтаев
        Лавров Лавренов
        Медведев Медведько
        Смирнов Смирненко
        Кузнецов Кузьмин
        Соколов Сокольский
        Попов Поповский
        Волков Волошин
        Павлов Павленко
        Семёнов Симонов
        Морозов Мороз
        Александров Алексеев
        Ковалёв Коваленко
        Ибраев Ибрагимов
        Ахметов Ахмедов
        Омаров Умаров
        Оспанов Османов
        Абдрахманов Абдрашитов
        Сулейменов Сулейманов
        Жумабаев Жумагулов
        Бектенов Бектуров
        Тимошенко Тимофеев
        Порошенко Пономаренко
        Шымкент Шамалган
        Астана Астрахань
        Атырау Актау
        Актау Актобе
        Тараз Тариз
        Минск Омск
        Омск Томск
        Казань Рязань
        Киев Кишинев
        Керчь Корчь
        Лондон Линдон
        Мадрид Мадрас
        Багдад Богдад
        Шанхай Шаньдун
        Tokayev Tokarev
        Nazarbayev Nazarov
        Putin Puskin
        Johnson Jackson
        Clinton Clifton
        Merkel Markel
        Macron Marron
        Jinping Jintao
        Karimov Kerimov
        Almaty Almeria
        Kazan Kuzan
        Serik Sarek
        Ержан Ерлан
        Кайрат Кайсар
        Айгуль Айгерим
        Данияр Дания
        Абай Абой
        Токаев Тукаев
        Кадыров Каримов
        Кулибаев Кулиев
        Сечин Сенин
        Путин Пушин
        Абаев Адаев
        Нурлан Нургали
        Мурат Марат
        Болат Бауыр
        Канат Кайнар
        Асель Айсель
        Динара Диана
        Мадина Марина
        Арман Армен
        Талгат Тагай
        Захарова Захаренко
        Шарапова Шаповалова
        Карпов Карпенко
        Кравчук Кравченко
        Кучма Качмар
        Герасимов Герасименко
        Королёв Короленко
        Тургенев Тургумбаев
        Дулатов Булатов
        Нарын Нарва
        Бухара Бухарест
        Каракол Каракас
        Тюмень Томск
        Иркутск Ирбит
        Барнаул Барановичи
        Мурманск Муром
        Сирия Сербия
        Иран Ирак
        Украина Ухань
        Латвия Литва
        Эстония Эсфахан
        Дели Дейр
        Осака Ошакати
        Boston Houston
        Detroit Dortmund
        Karachi Kazachi
        Biden Baden
        Trump Tramp
        Obama Osama
        Lavrov Lavrik
        Astana Asuncion
        Tengiz Tangshan
        Kashagan Kashgar
        Murat Marat
        Bolat Balad
        """
}
