import ArticleReading
import Articles
import Testing

@Suite struct MailTests {
    @Test func `a mail is an article with its headers decoded`() throws {
        let mail = """
            Received: from x by y; Mon, 3 Feb 2020 00:00:00 +0000\r
            From: =?utf-8?Q?Press_office_=E2=80=94?= <press@city.example>\r
            Subject: =?koi8-r?B?8NLJ18XU?= =?koi8-r?Q?=2C_=CD=C9=D2?=\r
             of trams\r
            Date: Mon, 3 Feb 2020 10:15:00 +0600\r
            Message-ID: <1@city.example>\r
            Content-Type: text/plain; charset="windows-1251"\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            =C4=E0, a long=\r
             line.\r
            """
        let article = try article(mail, named: "a.eml")
        #expect(article.title == "Привет, мир of trams")
        #expect(article.body == "Да, a long line.")
        #expect(article.agency == "Press office —")
        #expect(article.guid == "1@city.example")
        #expect(article.date?.description == "2020-02-03T10:15:00+06:00")
    }

    /// A text in two forms, a picture that it shows, and three files.
    static let multipart = """
        Subject: Trams return
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="out er"

        Not for people.
        --out er
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        VGhlIHBsYWluIHRleHQu
        --inner
        Content-Type: text/html

        <p>The text as a page.</p>
        --inner--
        --out er
        Content-Type: image/png
        Content-ID: <logo>

        x
        --out er
        Content-Type: application/json; name="a.json"
        Content-Disposition: attachment

        {"text": "An attached text."}
        --out er
        Content-Type: text/plain; name*=utf-8''%D0%94.txt

        Another file.
        --out er
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="x.mp4"

        %PDF-
        --out er--
        """

    @Test func `each file that came with a mail is an article of its own`() throws {
        let pieces = try pieces(Self.multipart, named: "a.eml")
        #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article", "4 unsupported_format"])
        #expect(pieces.map(\.member) == [nil, "a.json", "Д.txt", "x.mp4"])
        #expect(pieces[0].article?.body == "The plain text.")
        #expect(pieces[1].article?.title == "An attached text.")
        #expect(pieces[2].article?.title == "Another file.")
        guard case .refusal(let refusal, _, _) = pieces[3] else { return }
        #expect(refusal.description.hasPrefix("in 'x.mp4': "))
    }

    @Test func `in a mailbox what came with a mail stands behind the number of that`() throws {
        let box = "From a@x\nSubject: First\n\nText.\n\nFrom b@x\n\(Self.multipart)\n"
        #expect(
            try pieces(box, named: "a.mbox").map(\.member) == [nil, nil, "2#a.json", "2#Д.txt", "2#x.mp4"])
    }

    @Test func `a mail that is only a page has the text of the page`() throws {
        let mail =
            "Subject: S\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>One.<p>Two &amp; more."
        #expect(try article(mail, named: "a.eml").body == "One.\n\nTwo & more.")
    }

    @Test func `a mailbox is an article a message`() throws {
        let box = """
            From a@x Mon Feb  3 10:15:00 2020
            Subject: First

            The first text.
            >From here on it is quoted.

            From b@x Mon Feb  3 10:15:00 2020
            Subject: Second
            Date: Mon, 31 Feb 2020 10:15:00 +0000

            The second text.

            From c@x Mon Feb  3 10:15:00 2020

            Only a text. Without a subject.
            """
        let pieces = try pieces(box, named: "news.mbox")
        #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article"])
        #expect(pieces[1].article?.date == nil)
        #expect(pieces[1].article?.origin?.contains("Mon, 31 Feb 2020") == true)
        #expect(pieces[0].article?.body == "The first text.\nFrom here on it is quoted.")
        #expect(pieces[2].article?.title == "Only a text.")
    }

    @Test(arguments: [
        "From Monday on it is open until 18:30, says the ministry.", "From 2020 on: nothing.", "From",
        "From the north, at 10:15:00, in 2020, came the wind.", "From a@x\n\nit came.", "From Mon to Fri.",
    ]) func `a paragraph that begins with From is no new message`(paragraph: String) throws {
        let box = "From a@x\nSubject: First\n\nText.\n\n\(paragraph)\n\nFrom b@x\nSubject: Second\n\nText.\n"
        let pieces = try pieces(box, named: "a.mbox")
        #expect(pieces.map(\.outline) == ["1 article", "2 article"])
        #expect(pieces[0].article?.body == "Text.\n\n\(paragraph)")
    }

    @Test(arguments: [
        "From b@x Mon Feb  3 10:15:00 2020", "From b@x Mon Feb 3 10:15 2020",
        "From - Mon Feb 03 10:15:00 2020",
        "From b@x Mon, 3 Feb 2020 10:15:00 +0600", "From b@x  Mon Feb  3 10:15:00 ALMT 2020",
        "From b@x\nX-Id: 7",
        "From \nReturn-Path: <b@x>", "From b@x\n>From c@x Mon Feb  3 10:15:00 2020\nX: y",
    ]) func `messages begin with lines of many programs`(line: String) throws {
        let pieces = try pieces("From a@x\nSubject: First\n\nText.\n\n\(line)\n\nText.\n", named: "a.mbox")
        #expect(pieces.map(\.outline) == ["1 article", "2 article"])
    }

    @Test func `a million headers, parts without end and parts nested deep come to an end`() throws {
        let headers = String(repeating: "X: y\n", count: 1_000_000) + "Subject: S\n\nText."
        #expect(try pieces(headers, named: "a.eml").count == 1)
        var nested = "Subject: S\n"
        for depth in 0..<100 {
            nested += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n"
        }
        #expect(try pieces(nested + "\nText.", named: "a.eml").map(\.outline) == ["0 archives_too_deep"])
        #expect(
            try pieces("Subject: S\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText", named: "a.eml")
                .map(\.outline) == ["0 article"])
    }

    @Test func `what is no mail and no mailbox is refused`() throws {
        #expect(try refusal("\n\n".utf8, named: "a.eml") == .noText)
        #expect(try refusal("\n\n".utf8, named: "a.mbox") == .noArticles)
    }

    @Test func `what stands before the first message of a mailbox is told`() throws {
        let pieces = try pieces("A stray line.\n\nFrom a@x\nSubject: First\n\nText.\n", named: "a.mbox")
        #expect(pieces.map(\.outline) == ["1 damaged", "2 article"])
        guard case .refusal(let refusal, _, _) = pieces[0] else { return }
        #expect(refusal.description.contains("what stands at offset 0"))
    }
}
