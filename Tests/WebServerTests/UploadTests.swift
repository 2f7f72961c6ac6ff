import Casebook
import CasebookSQLite
import Demonstration
import Testing

@testable import WebServer

/// Documents of sources, given to those alone who may have them.
@Suite struct UploadTests {
  /// Sends a document as a browser does.
  private func attach(
    _ document: String, named name: String, to path: String, as browser: Browser
  ) async throws -> Browser.Reply {
    let token = try #require(try await browser.get("/help").formToken)
    let body = """
      --line\r
      Content-Disposition: form-data; name="form-token"\r
      \r
      \(token)\r
      --line\r
      Content-Disposition: form-data; name="document"; filename="\(name)"\r
      Content-Type: application/pdf\r
      \r
      \(document)\r
      --line--\r

      """
    return try await browser.send(
      "POST", path, body: body, headers: ["Content-Type": "multipart/form-data; boundary=line"])
  }

  /// A source that the social worker has just entered, by its entry.
  private func enteredSource(in site: Site, by person: Demonstration.Person) throws -> Int {
    let item = Item(
      kind: .sources,
      content: .map([
        "id": .text("letter-1"), "agency": .text(person.body),
        "kind": .text("agency-record"), "made": .text("2026-11-19"), "held": .text("2026-11-19"),
      ]))
    let receipt = try site.demonstration.casebook.perform(
      .record(item), in: "hill-view", as: person.credential)
    return receipt.entry
  }

  @Test func `A document is attached, and given out to nobody who may not have it`()
    async throws
  {
    let site = try await Site.shared.value
    let person = try #require(site.demonstration.people.first { $0.role == .socialWorker })
    let worker = try await site.visitor(person.id)
    let entry = try enteredSource(in: site, by: person)
    let base = "/cases/hill-view/entries/"
    #expect(try await worker.get("\(base)\(entry)/attach").status == 200)
    let wrong = try await attach(
      "MZ\u{1}", named: "a.pdf", to: "\(base)\(entry)/attach", as: worker)
    #expect(wrong.status == 422)
    let done = try await attach(
      "%PDF-1.7 words", named: "Name of a child\\\"; x.pdf".replacing("\"", with: "%22"),
      to: "\(base)\(entry)/attach", as: worker)
    #expect(done.status == 303, "\(done.main)")
    let place = try #require(done.location)
    let page = try await worker.get(place)
    #expect(page.body.contains("\(place)/document"))
    #expect(!page.body.contains("Name of a child"))
    let document = try await worker.get("\(place)/document")
    #expect(document.status == 200)
    #expect(document.body == "%PDF-1.7 words")
    #expect(document.headers["content-type"] == "application/pdf")
    #expect(document.headers["content-disposition"]?.hasPrefix("attachment; filename=") == true)
    #expect(document.headers["content-disposition"]?.contains("child") == false)
    #expect(document.headers["x-content-type-options"] == "nosniff")
    #expect(document.headers["content-security-policy"]?.contains("sandbox") == true)
    let again = try await attach(
      "%PDF-1.7 other", named: "a.pdf", to: "\(place)/attach", as: worker)
    #expect(again.status == 422)
    for outsider in site.demonstration.people
    where [.licensingOfficer, .statistician, .administrator].contains(outsider.role) {
      let browser = try await site.visitor(outsider.id)
      let reply = try await browser.get("\(place)/document")
      #expect(reply.status == 404 || reply.status == 403, "\(outsider.role)")
      #expect(!reply.body.contains("%PDF"))
    }
  }

  @Test func `A document without the token of its session is not taken`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let body =
      "--a\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a\"\r\n\r\nx\r\n--a--\r\n"
    let reply = try await worker.send(
      "POST", "/cases/hill-view/entries/1/attach", body: body,
      headers: ["Content-Type": "multipart/form-data; boundary=a"])
    #expect(reply.status == 403)
  }
}
