extension NameSamples {
    /// Persons, a name a line: in Russian, in Kazakh or `-`, in Latin letters.
    static let people = """
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
        """
}
