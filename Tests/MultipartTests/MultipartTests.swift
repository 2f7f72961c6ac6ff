import Multipart
import Testing

/// A form of one field and one file, as a browser writes it; the tests spoil it in one place each.
private func form(
  disposition: String = "form-data; name=\"document\"; filename=\"notes.pdf\"",
  headers: String = "Content-Type: application/pdf\r\n", content: String = "%PDF-1.7 words",
  end: String = "\r\n--line--\r\n"
) -> [UInt8] {
  Array(
    ("--line\r\nContent-Disposition: form-data; name=\"why\"\r\n\r\nthe original\r\n--line\r\n"
      + "Content-Disposition: \(disposition)\r\n\(headers)\r\n\(content)\(end)").utf8)
}

private func read(
  _ bytes: [UInt8], _ limits: Multipart.Limits = .init(total: 4096)
) throws(MultipartError) -> Multipart {
  try Multipart(bytes, boundary: "line", limits: limits)
}

@Suite struct MultipartTests {
  @Test func `A form with a file is read as a browser wrote it`() throws {
    let read = try read(form())
    #expect(read.parts.count == 2)
    #expect(read["why"]?.text == "the original")
    #expect(read["why"]?.isFile == false)
    let document = try #require(read["document"])
    #expect(document.fileName == "notes.pdf")
    #expect(document.type == "application/pdf")
    #expect(document.text == "%PDF-1.7 words")
  }

  @Test func `Any byte may stand in a file, also what looks like the end of a line`() throws {
    let content: [UInt8] = [0, 13, 10, 45, 45, 13, 10, 255, 13, 10, 45, 45, 108, 105]
    var bytes = Array(
      "--line\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a\"\r\n\r\n".utf8)
    bytes += content + Array("\r\n--line--".utf8)
    #expect(try read(bytes)["document"]?.content.elementsEqual(content) == true)
  }

  @Test(arguments: [
    ("multipart/form-data; boundary=line", "line"),
    ("Multipart/Form-Data;boundary=\"a b\"", "a b"),
    (
      "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW",
      "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    ),
  ])
  func `The boundary stands in the type`(_ type: String, _ boundary: String) throws {
    #expect(try Multipart.boundary(ofType: type) == boundary)
  }

  @Test(arguments: [
    "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
    "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=a; boundary=b",
    "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\"a\u{7}\"",
    "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
    "multipart/form-data; charset=utf-8; boundary=a",
  ])
  func `A type that leaves the boundary open is refused`(_ type: String) {
    #expect(throws: MultipartError.self) { try Multipart.boundary(ofType: type) }
  }

  @Test(
    arguments: [
      ("../../etc/passwd", "passwd"), ("C:\\letters\\a.pdf", "a.pdf"), ("..", nil), ("", nil),
      (".hidden", "hidden"), ("a\r\nSet-Cookie: b=c.pdf", " b=c.pdf"), ("a\u{0}.pdf", "a_.pdf"),
      ("fdp.\u{202E}exe", "fdp._exe"), ("a\"; x=\"y.pdf", "a__ x__y.pdf"),
      ("nodyn 1.pdf", "nodyn 1.pdf"),
      ("Ŷnys.pdf", "Ŷnys.pdf"), ("a. . .", "a"),
    ] as [(String, String?)])
  func `The name of a file is reduced to something harmless`(_ given: String, _ kept: String?) {
    let name = Multipart.reduced(fileName: given)
    if given.contains("Set-Cookie") {
      #expect(name?.contains { $0.isNewline || $0 == ":" || $0 == "=" } == false)
    } else {
      #expect(name == kept)
    }
  }

  @Test func `The name of a file is never longer than 120 characters`() {
    let name = Multipart.reduced(fileName: String(repeating: "a", count: 500) + ".pdf")
    #expect(name?.count == 120)
  }

  @Test func `A name in the way of RFC 8187 is refused`() {
    let bytes = form(disposition: "form-data; name=\"document\"; filename*=UTF-8''a.pdf")
    #expect(throws: MultipartError.extendedName(part: 2)) { try read(bytes) }
  }

  @Test(arguments: [
    "form-data; name=\"\"", "form-data", "form-data; name=\"a b\"", "form-data; name=\"a\u{E9}\"",
  ])
  func `A part without a name that a page could have is refused`(_ disposition: String) {
    #expect(throws: MultipartError.badName(part: 2)) { try read(form(disposition: disposition)) }
  }

  @Test(arguments: [
    "attachment; name=\"a\"", "form-data; name=\"a\"; name=\"b\"", "form-data; name=\"a",
    "form-data; name=\"a\"; size=1", "form-data name=\"a\"", "form-data; name",
    "form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
    "form-data; name=\"a\"\nX: y", "form-data; name=\"a\u{0}\"",
  ])
  func `Headers that two readers might take in two ways are refused`(_ disposition: String) {
    #expect(throws: MultipartError.badHeader(part: 2)) { try read(form(disposition: disposition)) }
  }

  @Test func `A part in another encoding is refused`() {
    let bytes = form(headers: "Content-Transfer-Encoding: base64\r\n")
    #expect(throws: MultipartError.encoded(part: 2)) { try read(bytes) }
  }

  @Test func `Headers that mean nothing here are passed over`() throws {
    #expect(try read(form(headers: "X-Odd: a\r\n")).parts.count == 2)
  }

  @Test func `A form that stops anywhere before its end is refused`() {
    let whole = form(end: "\r\n--line--")
    for length in 0..<whole.count {
      #expect(throws: MultipartError.self, "\(length)") { try read(Array(whole.prefix(length))) }
    }
  }

  @Test(arguments: ["\r\n--line--\r\nmore", "\r\n--line--more", "\r\n--line--\r\n\r\n"])
  func `What follows the end is refused`(_ end: String) {
    #expect(throws: MultipartError.afterTheEnd) { try read(form(end: end)) }
  }

  @Test func `A boundary with something behind it is neither a part nor the end`() {
    #expect(throws: MultipartError.badDelimiter(part: 2)) {
      try read(form(end: "\r\n--lineage\r\n--line--"))
    }
  }

  @Test func `What stands before the first boundary is refused`() {
    #expect(throws: MultipartError.badBoundary) { try read(Array("hello\r\n".utf8) + form()) }
  }

  @Test func `Sizes are bounded`() {
    let bytes = form()
    #expect(throws: MultipartError.tooLong(limit: 10)) { try read(bytes, .init(total: 10)) }
    #expect(throws: MultipartError.tooManyParts(limit: 1)) {
      try read(bytes, .init(parts: 1, total: 4096))
    }
    #expect(throws: MultipartError.headerTooLong(part: 1, limit: 40)) {
      try read(bytes, .init(header: 40, total: 4096))
    }
  }
}
