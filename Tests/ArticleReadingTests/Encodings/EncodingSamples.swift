/// Stories written for these tests, of 200 letters or more, with the sets that such texts are met in.
enum EncodingSamples {
    struct Sample: Sendable {
        let language: String
        let sets: [String]
        let text: String
    }

    static let all = [
        Sample(
            language: "ru", sets: ["CP1251", "KOI8-R", "CP866", "ISO-8859-5", "UTF-16LE", "UTF-16BE"],
            text: """
                На севере области второй день ищут табун лошадей, который ушёл от пастухов во время бурана. По словам \
                спасателей, животные могли укрыться в ущелье у старой мельницы. К поискам присоединились жители трёх \
                сёл, а утром в горы вылетит вертолёт с тепловизором и запасом топлива на семь часов.
                """),
        Sample(
            language: "ru capitals", sets: ["CP1251", "KOI8-R", "CP866"],
            text: """
                ВНИМАНИЮ РЕДАКЦИЙ! ПРЕСС-КОНФЕРЕНЦИЯ МИНИСТРА ТРАНСПОРТА ПЕРЕНЕСЕНА НА ЧЕТВЕРГ. НАЧАЛО В ДЕВЯТЬ УТРА. \
                Аккредитация открыта до вечера среды, список документов прежний. Вопросы о ремонте мостов и дорог \
                принимаются заранее, ответы на них опубликуют на сайте ведомства в тот же день к вечеру.
                """),
        Sample(
            language: "kk", sets: ["RK1048", "PT154", "UTF-16LE"],
            text: """
                Қала әкімдігі биыл көктемде жаңа саябақ ашады деп хабарлады баспасөз қызметі. Құрылыс алаңында үш жүз \
                түп қайың мен емен отырғызылды, балаларға арналған ойын алаңы да салынып жатыр. Тұрғындар ұсыныстарын \
                мамырдың соңына дейін жібере алады, олардың бәрі қоғамдық кеңесте қаралады.
                """),
        Sample(
            language: "uk", sets: ["CP1251", "KOI8-U"],
            text: """
                У місті відкрили оновлену бібліотеку, яку ремонтували майже три роки. Тепер тут є читальна зала з \
                видом на річку, майстерня для дітей і невелика їдальня. Їй подарували дві тисячі книжок, серед яких \
                чимало рідкісних видань, що їх зберегли мешканці сусіднього селища.
                """),
        Sample(
            language: "en", sets: ["CP1252", "UTF-16LE", "UTF-16BE", "UTF-32LE"],
            text: """
                The harbour master said the ferry’s captain had “no choice” but to turn back: waves of four metres \
                broke over the pier, and the last passengers waited until morning. Repairs to the quay will cost \
                about £2m – twice as much as the council had set aside – and are to begin after Easter.
                """),
        Sample(
            language: "fr", sets: ["CP1252", "ISO-8859-15", "UTF-16LE"],
            text: """
                Le maire a déclaré que la rénovation du théâtre, fermé depuis l'été dernier, coûterait près de trois \
                millions d'euros. « Nous espérons rouvrir les portes à Noël », a-t-il ajouté après une réunion avec \
                les commerçants du quartier, où plusieurs élèves ont lu des poèmes écrits pour la fête.
                """),
        Sample(
            language: "de", sets: ["CP1252", "ISO-8859-1"],
            text: """
                Die Brücke über den Fluß bleibt bis März für Lastwagen gesperrt, teilte die Behörde am Dienstag mit. \
                Prüfer hatten größere Risse an zwei Pfeilern entdeckt. Für Fußgänger ändert sich nichts, Radfahrer \
                müssen absteigen, und die Züge fahren während der Bauarbeiten langsamer als üblich.
                """),
        Sample(
            language: "es", sets: ["CP1252"],
            text: """
                El año pasado llovió tan poco que los agricultores de la región perdieron casi la mitad de la cosecha \
                de aceituna. Según la cooperativa, los pequeños productores recibirán una ayuda en otoño, aunque \
                todavía no está claro cuánto dinero llegará ni quién decidirá las condiciones.
                """),
        Sample(
            language: "cs", sets: ["CP1250", "ISO-8859-2"],
            text: """
                Železniční trať do hor zůstane přes víkend uzavřená, protože dělníci vyměňují kolejnice poškozené při \
                lednových mrazech. Cestující převezou náhradní autobusy, které vyjíždějí každou půlhodinu. Ředitel \
                dráhy řekl, že vlaky se vrátí v pondělí ráno, pokud počasí dovolí práci dokončit.
                """),
        Sample(
            language: "pl", sets: ["CP1250", "ISO-8859-2"],
            text: """
                Mieszkańcy trzech wsi od tygodnia czekają na wodę pitną, bo powódź zniszczyła główny rurociąg. \
                Wójt zapewnia, że żołnierze dowożą cysterny dwa razy dziennie, a szkoła została zamieniona na magazyn \
                żywności. Naprawa może potrwać do końca miesiąca, jeśli rzeka znów nie wyleje.
                """),
        Sample(
            language: "tr", sets: ["CP1254", "ISO-8859-9"],
            text: """
                Kıyıdaki küçük kasabada balıkçılar bu sabah ağlarını boş çekti. Uzmanlar, denizin ısınması yüzünden \
                sürülerin daha derine indiğini söylüyor. Belediye başkanı yardım için bakanlığa başvuracağını, \
                teknelerin kışın da çalışabilmesi için yakıt desteği istediğini açıkladı.
                """),
        Sample(
            language: "el", sets: ["CP1253", "ISO-8859-7"],
            text: """
                Οι κάτοικοι του νησιού περιμένουν εδώ και τρεις μέρες το πλοίο της γραμμής, που έμεινε δεμένο λόγω των \
                ισχυρών ανέμων. Ο δήμαρχος ζήτησε ελικόπτερο για δύο ασθενείς, ενώ τα σχολεία θα μείνουν κλειστά μέχρι \
                την Παρασκευή, όπως ανακοίνωσε το πρωί η περιφέρεια.
                """),
        Sample(
            language: "zh", sets: ["GB18030", "GBK", "UTF-16LE", "UTF-16BE"],
            text: """
                本报讯：昨天下午，市图书馆新馆正式开放，第一天就有三千多名读者走进大门。新馆共有六层，藏书一百二十万册，\
                设有儿童阅览区、地方文献中心和可以容纳四百人的报告厅。馆长介绍说，为了方便上班的市民，开放时间将延长到晚上十点，\
                周末也不休息。读者只要带上身份证，就能在门口的机器上办理借书证，全程不到两分钟。不少家长带着孩子排队体验，他们表示，\
                这里的环境安静舒适，今后会经常来看书。图书馆还计划在明年春天举办诗歌节，邀请各地作家与读者见面，并向农村学校捐赠图书。
                """),
        Sample(
            language: "zh-Hant", sets: ["BIG5", "GB18030"],
            text: """
                本報訊：昨天下午，市立圖書館新館正式開放，第一天就有三千多名讀者走進大門。新館共有六層，藏書一百二十萬冊，\
                設有兒童閱覽區、地方文獻中心和可以容納四百人的報告廳。館長說，為了方便上班的市民，開放時間將延長到晚上十點，\
                週末也不休息。讀者只要帶身分證，就能在門口的機器上辦理借書證，全程不到兩分鐘。不少家長帶著孩子排隊體驗，他們表示，\
                這裡的環境安靜舒適，以後會經常來看書。圖書館還計畫在明年春天舉辦詩歌節，邀請各地作家與讀者見面，並向農村學校贈書。
                """),
        Sample(
            language: "ja", sets: ["SHIFT_JIS", "EUC-JP", "UTF-16LE"],
            text: """
                市は三日、駅前の古い市場を来年の春までに建て替えると発表した。新しい建物には魚や野菜を売る店のほか、\
                子どもが本を読める部屋と、だれでも使える台所が入る予定だ。商店会の会長は「長く待ったが、やっと町がにぎやかになる」\
                と話している。工事のあいだ、店は川のそばの広場で営業を続ける。市によると、費用はおよそ十二億円で、その半分を国が出す。\
                住民への説明会は来週から三回開かれ、意見は秋までにまとめられる。
                """),
        Sample(
            language: "ko", sets: ["EUC-KR", "UTF-16LE"],
            text: """
                시는 오래된 시장 건물을 내년 봄까지 새로 짓기로 했다고 삼일 밝혔다. 새 건물에는 생선과 채소를 파는 가게뿐 아니라 \
                아이들이 책을 읽을 수 있는 방과 누구나 쓸 수 있는 부엌이 들어선다. 상인회 회장은 오래 기다렸지만 이제 동네가 다시 \
                살아날 것이라고 말했다. 공사가 끝날 때까지 가게들은 강가의 넓은 마당에서 장사를 이어 간다. 비용은 모두 백이십억 원이며 \
                그 절반을 정부가 낸다. 주민 설명회는 다음 주부터 세 번 열린다.
                """),
    ]
}
