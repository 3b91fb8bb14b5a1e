#!/usr/bin/env python3
"""Writes what the fuzzer begins with: a few small files for each parser, so that it need not find the formats itself.

usage: seeds.py FOLDER    (makes FOLDER/NAME/… for each target)
"""
import io, os, sys, tarfile, zipfile, gzip

def write(target, name, data):
    folder = os.path.join(sys.argv[1], target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())

RU = "Городской совет решил вернуть трамвай на набережную. За высказались двадцать три человека, против девять."
ZH = "市议会星期二晚间投票决定重新开通沿江的老电车线路，这条线路十二年前停止运营。"
EN = "The council voted on Tuesday to bring the tram back. “We waited,” said a baker — for twelve years."

def zipped(members, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=kind)
    return out.getvalue()

def tarred(mode, members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()

def pdf(text):
    stream = b"BT /F1 12 Tf 72 720 Td (" + text + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"<< /Title (Tram) /Author (Desk) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)

for number, (language, text) in enumerate([("ru", RU), ("zh", ZH), ("en", EN)]):
    for target in ["text", "charset"]:
        write(target, f"utf8-{language}", "Headline\n\n" + text)
    sets = {"ru": ["cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16"], "zh": ["gb18030", "utf-16-be", "shift-jis"],
            "en": ["cp1252", "utf-32", "mac-roman"]}[language]
    for name in sets:
        write("charset", f"{name}-{language}", text.encode(name, "replace"))
        write("text", f"{name}-{language}", text.encode(name, "replace"))
    write("charset", f"double-{language}", text.encode().decode("cp1252", "replace"))
for number, text in enumerate([RU, ZH, EN, "\"Kazakhstan's (COVID-19), «Ёлка». l'homme O’Brien U.S. e-mail 10 000 10,000 3.5 $5bn № 7 AT&T",
        "Тоқаевтың Токаевым Tokayev İstanbul ﬁne Straße в 2020 году Mосква", "ภาษา 한국어 हिन्दी كتاب צה\"ל かﾞ ½ ㎏ e\u0301 и\u0306"]):
    write("analysis", str(number), bytes([number]) + text.encode())
write("text", "header", "date 2020-02-03 NUR-SULTAN. KAZINFORM The visit of the minister begins today.")
for number, line in enumerate([
    "LONDON, Feb 3 (Reuters) - The pound rose.", "МОСКВА, 3 фев — РИА Новости. Погода.", "АСТАНА. КАЗИНФОРМ – Министр сказал.",
    "MOSCOW, February 3. /TASS/. The minister", "WASHINGTON (AP) — The senate", "新华社北京2月3日电 记者获悉", "date 2020-02-30 X. Y z",
    "PARIS, 3 février 2020 (AFP) - Le maire", "2020 жылғы 3 ақпан. АСТАНА. ҚазАқпарат – Бүгін"]):
    write("dateline", str(number), line)
write("markdown", "front", "---\ntitle: 'Tram'\ndate: 2020-02-03\nagency: >\n  Desk\n  North\n---\n# Tram\n\n" + EN)
write("markdown", "plain", "# Tram\n\n* one\n* two\n\n```\ncode\n```\n" + RU)
write("html", "page", """<!doctype html><html lang=en><head><meta charset=utf-8><title>Tram - Courier</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tram","datePublished":"2020-02-03","publisher":{"name":"C"}}</script>
</head><body><nav><a href=/>Home page of it</a></nav><article><h1>Tram</h1><p>""" + EN * 2 + "<br><br>" + EN +
      "</p><ul><li><a href=/x>Another headline</a></li><li><a href=/y>And one more headline</a></li></ul></article><footer>© x</footer></body></html>")
write("html", "table", "<table><tr><td><a href=a>Sports</a><br><td><font size=5>Tram</font><p>" + RU + "<p>" + RU + "</table>")
rss = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><item><title>Tram</title><guid>1</guid>
<pubDate>Mon, 3 Feb 2020 10:15:00 GMT</pubDate><description>&lt;p&gt;{EN}&lt;/p&gt;</description></item></channel></rss>"""
atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><id>1</id><title>Tram</title><updated>2020-02-03T10:00:00Z</updated>
<content type="html">&lt;b&gt;x&lt;/b&gt; {EN}</content></entry></feed>"""
write("feed", "rss", rss)
write("feed", "atom", atom)
write("feed", "encoding", ('<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>' + RU + "</title></item></channel></rss>").encode("cp1251"))
write("nitf", "nitf", f"""<nitf><head><title>Tram</title><docdata><doc-id id-string="1"/><date.issue norm="20200203T101500Z"/></docdata></head><body>
<body.head><hedline><hl1>Tram</hl1></hedline><dateline><location>LONDON</location></dateline></body.head><body.content><p>{EN}</p></body.content></body></nitf>""")
write("newsml", "g2", f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="1"><itemMeta><versionCreated>2020-02-03T10:15:00Z</versionCreated></itemMeta>
<contentMeta><headline>Tram</headline><language tag="en"/></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{EN}</p></body></html></inlineXML></contentSet></newsItem>""")
message = b"\x16\x16\x01xyz0123 4 pol 0210\r\n\x02\r\nTram returns\r\n\r\nLONDON, Feb 3 (Reuters) - The council voted.\r\n\x03031015 GMT FEB 20\r\n\x04\r\n"
write("iptc7901", "one", message)
write("iptc7901", "two", message + message.replace(b"0123", b"0124"))
write("json", "object", '{"id": "1", "title": "Tram", "text": "%s", "date": "2020-02-03", "lang": "en", "x": [1, null, {"y": "\\u0434"}]}' % EN)
write("json", "array", '[{"headline": "a", "body": "b"}, {"title": "c", "content": "d\\ne"}, 5]')
write("jsonlines", "lines", '{"title": "a", "text": "b"}\n\n{"title": "c"}\n{"broken": \n')
mail = f"""From: Desk <desk@example.org>\r\nSubject: =?koi8-r?B?9NLBzdfByg==?= returns\r\nDate: Mon, 3 Feb 2020 10:15:00 +0000\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe tram =E2=80=94 returns=\r\n.\r\n--b
Content-Type: text/html; charset=windows-1251\r\nContent-Disposition: attachment; filename*=utf-8''a%20b.html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VHJhbTwvcD4=\r\n--b--\r\n"""
write("mail", "mixed", mail)
write("mailbox", "two", "From a@b Mon Feb  3 10:15:00 2020\n" + mail.replace("\r\n", "\n") + "\nFrom c@d Mon Feb  3 10:15:00 2020\nSubject: x\n\n>From here\n")
write("pdf", "one", pdf(b"The tram returns to the river after years"))
content = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>' % EN
types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
docx = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": content}
write("docx", "stored", zipped(docx, stored=docx))
write("docx", "deflated", zipped(docx))
odt = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h>Tram</text:h><text:p>%s<text:s text:c="3"/></text:p></office:text></office:body></office:document-content>' % EN,
       "meta.xml": '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>T</dc:title></office:meta></office:document-meta>'}
write("odt", "stored", zipped(odt, stored=odt))
epub = {"mimetype": "application/epub+zip", "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
        "a.opf": '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
        "c.xhtml": "<html><body><h1>T</h1><p>%s</p></body></html>" % EN}
write("epub", "stored", zipped(epub, stored=epub))
write("rtf", "one", r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Times;}{\f1\fcharset2 Symbol;}}{\info{\title Tram}{\creatim\yr2020\mo2\dy3}}\f0 \'d2\'f0 The tram\par{\f1 abc}\u1090?\bin3 xyz\~returns\par}")
members = {"a.txt": EN.encode(), "sub/b.json": b'{"title": "x", "text": "y"}', "../c.html": b"<html><p>hello there</p></html>"}
write("zip", "stored", zipped(members, stored=members))
write("zip", "deflated", zipped(members))
write("zip", "nested", zipped({"in.zip": zipped(members, stored=members), "t.tar": tarred("w", members)}, stored=["in.zip", "t.tar"]))
write("tar", "plain", tarred("w", members))
write("tar", "gz", tarred("w:gz", members))
write("tar", "xz", tarred("w:xz", members))
write("gzip", "text", gzip.compress(EN.encode()))
answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n<html><p>the tram is back</html>\r\n0\r\n\r\n"
record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a\r\nWARC-Date: 2020-02-03T10:15:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
write("warc", "plain", record * 2)
write("warc", "gz", gzip.compress(record) + gzip.compress(record.replace(b"/a", b"/b")))

# A byte that chooses how it is asked, and the query.
for number, query in enumerate([
        "harbour tram", "harbour OR tram -bridge", '"the old tram"', '"harbour bridge"~5', "harbour NEAR/3 bridge",
        "tram*", "*bour*", "=trams", "harbour^2 (tram council)^0.5", 'title:tram body:"old harbour"', "-tram -bridge",
        'date:2020-02..2020-03 tram', 'date:"3 февраля 2020"', "after:2020-02 before:yesterday", "[2020-01-01 TO 2020-02-01]",
        "lang:ru place:almaty agency:reuters source:wire path:wire id:7", "трамвай набережная", "«старый трамвай»",
        "老电车 线路", "Токаев", "COVID-19 U.S. don't", "*:* -tram", "tram AND NOT (bridge OR council)", "AROUND(2) foo:bar"]):
    for way in range(0, 16, 5):
        write("query", f"{number}-{way}", bytes([way]) + query.encode())
