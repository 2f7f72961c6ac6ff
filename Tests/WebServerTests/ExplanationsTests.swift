import Casebook
import Demonstration
import LawPack
import Testing

@testable import WebServer

/// The pages of answers and of the law, as somebody reads them.
@Suite struct ExplanationsTests {
  private static let pages = [
    "known-since", "questions", "duties", "compare", "frameworks/MSA2015-56",
  ]

  /// A case that somebody may read, by its path.
  private func firstCase(of reader: Browser) async throws -> String {
    let reply = try await reader.get("/cases")
    let path = try #require(reply.body.firstMatch(of: /href="(\/cases\/[a-z-]+)"/))
    return String(path.1)
  }

  @Test func `Each page of answers opens, is marked and names no child in its title`() async throws
  {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    for page in Self.pages {
      let reply = try await worker.get("\(path)/\(page)")
      #expect(reply.status == 200, "\(page)")
      #expect(reply.body.contains("OFFICIAL-SENSITIVE"), "\(page)")
      let title = try #require(reply.body.firstMatch(of: /<title>(.*?)<\/title>/))
      #expect(!title.1.contains("child-"), "\(page)")
      #expect(!reply.body.contains(" style="), "\(page)")
    }
  }

  @Test func `Reading an explanation is entered in the log`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    let reply = try await worker.get("\(path)/frameworks/MSA2015-56")
    #expect(reply.body.contains("of the log."))
  }

  @Test func `What was asked as known on a day says so, and keeps the day`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    let reply = try await worker.get("\(path)/frameworks/MSA2015-56?known=2000-01-01")
    #expect(reply.body.contains("As known on 1\u{A0}January\u{A0}2000."))
    #expect(reply.body.contains("name=\"known\" value=\"2000-01-01\""))
  }

  @Test
  func `A child that the case does not have and a framework that the law does not have are alike`()
    async throws
  {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    for page in ["frameworks/NO-LAW", "frameworks/MSA2015-56?about=nobody", "duties?about=nobody"] {
      #expect(try await worker.get("\(path)/\(page)").status == 404, "\(page)")
    }
  }

  @Test func `Whoever may not read a case reads no answer about it`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    let office = try await site.visitor(.administrator)
    for page in Self.pages + ["referral/child-a"] {
      let reply = try await office.get("\(path)/\(page)")
      #expect(reply.status == 403 || reply.status == 404, "\(page)")
    }
  }

  @Test func `A referral says first what is missing, and that nothing is sent`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    let overview = try await worker.get(path)
    let sheet = try #require(
      overview.body.firstMatch(of: /href="(\/cases\/[a-z-]+\/referral\/[^"]+)"/))
    let reply = try await worker.get(String(sheet.1))
    #expect(reply.status == 200)
    #expect(reply.body.contains("Prepared, not sent."))
    let missing = try #require(reply.body.firstRange(of: "required fields to fill"))
    let fields = try #require(reply.body.firstRange(of: "class=\"entry\""))
    #expect(missing.lowerBound < fields.lowerBound)
  }

  @Test func `A referral for nobody of the case says why there is none`() async throws {
    let site = try await Site.shared.value
    let worker = try await site.visitor(.socialWorker)
    let path = try await firstCase(of: worker)
    let reply = try await worker.get("\(path)/referral/nobody")
    #expect(reply.status == 422)
    #expect(reply.body.contains("No child of this record has that label."))
  }

  // MARK: The law

  @Test func `The law is open to everybody and holds no marking`() async throws {
    let site = try await Site.shared.value
    let stranger = site.stranger()
    for page in [
      "/law", "/law/MSA2015-2", "/law/changes?from=2015-07-30&to=2015-08-01",
      "/law/compare?with=SOA2003-58&with=MSA2015-2",
    ] {
      let reply = try await stranger.get(page)
      #expect(reply.status == 200, "\(page)")
      #expect(!reply.body.contains("OFFICIAL-SENSITIVE"), "\(page)")
    }
  }

  @Test func `Every framework has a page`() async throws {
    let site = try await Site.shared.value
    let stranger = site.stranger()
    for framework in try Site.law.get().frameworks {
      let reply = try await stranger.get("/law/\(framework.id)")
      #expect(reply.status == 200, "\(framework.id)")
      #expect(reply.body.utf8.count < 60_000, "\(framework.id)")
    }
  }

  @Test func `The law is found by words, day, place and kind`() async throws {
    let site = try await Site.shared.value
    let stranger = site.stranger()
    let found = try await stranger.get(
      "/law?words=trafficking&on=2010-01-01&jurisdiction=england-and-wales&kind=offence")
    #expect(found.body.contains("/law/SOA2003-58"))
    #expect(!found.body.contains("/law/MSA2015-2\""))
    let none = try await stranger.get("/law?words=zzzz")
    #expect(none.body.contains("No framework fits."))
  }

  @Test func `What is no day is said at the form`() async throws {
    let site = try await Site.shared.value
    let stranger = site.stranger()
    let search = try await stranger.get("/law?on=yesterday")
    #expect(search.status == 422)
    #expect(search.body.contains("‘yesterday’ is not a day"))
    let changes = try await stranger.get("/law/changes?from=2016-01-01&to=2015-01-01")
    #expect(changes.status == 422)
    #expect(changes.body.contains("Give the earlier day first."))
  }

  @Test func `What a change leaves out and asks for is named`() async throws {
    let site = try await Site.shared.value
    let reply = try await site.stranger().get("/law/changes?from=2015-07-30&to=2015-08-01")
    #expect(reply.body.contains("took the place of"))
    #expect(reply.body.contains("newly asks: "))
  }
}
