import Testing

@Suite struct RunTests {
    @Test(arguments: [
        ("北", "北"), ("北京", "北|北京 京"), ("北京市", "北|北京 京|京市 市"), ("北，京", "北 京"),
        ("2020年3月", "2020 年 3 月"), ("5G网络", "5g 网|网络 络"), ("東京タワー", "東|東京 京|京タ タ|タワ ワ|ワー ー"),
        ("한국은", "한|한국 국|국은 은"), ("𠀀𠀁", "𠀀|𠀀𠀁 𠀁"), ("㈱日立", "株 日|日立 立"), ("々〇", "々|々〇 〇"),
    ])
    func `ideographs are unigrams and bigrams`(text: String, terms: String) { #expect(line(text) == terms) }

    @Test(arguments: [
        ("ไทย", "ไท ทย"), ("ก", "ก"), ("กา", "กา"), ("กาแฟ", "กาแ แฟ"), ("ລາວ", "ລາວ"), ("ខ្មែរ", "ខ្មែ មែរ"),
        ("ไทย 5", "ไท ทย 5"), ("ไ\u{200B}ท", "ไท"),
    ])
    func `Thai and its like are pairs of clusters`(text: String, terms: String) {
        #expect(line(text) == terms)
    }

    @Test func `any part of a Chinese text is found, one sign too`() {
        let text = Array("中国国家主席习近平会见哈萨克斯坦总统托卡耶夫双方就两国关系交换意见")
        for start in text.indices {
            for end in start + 1...text.count {
                #expect(finds(String(text[start..<end]), in: String(text)))
            }
        }
        #expect(!finds("国中", in: String(text)))
        #expect(!finds("习近国", in: String(text)))
    }

    @Test(arguments: [
        ("대통령", "대통령은 어제"), ("대통령은 어제", "대통령은 어제"), ("월5일", "2020년 3월5일 서울"), ("会见5人", "主席会见5人"),
        ("ภาษา", "ฉันพูดภาษาไทย"), ("東京タワー", "新東京タワーへ"), ("網絡5G", "用網絡5G的"),
    ])
    func `parts of runs and what follows them are found`(query: String, text: String) {
        #expect(finds(query, in: text))
    }
}
