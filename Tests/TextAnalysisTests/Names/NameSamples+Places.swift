extension NameSamples {
    /// Places and organisations, a name a line: in Russian, in Kazakh or `-`, in Latin letters.
    static let places = """
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
}
