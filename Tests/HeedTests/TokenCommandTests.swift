import Foundation
import Testing

/// Tokens at the command line.
struct TokenCommandTests {
  @Test func `A token is shown once, listed without it, and ended at once`() async throws {
    let partnership = try await Partnership()
    try await partnership.appoint("p-2", "social-worker", body: "children-social-care/northmoor")
    let made = try await partnership.run(
      "p-2", "token", "new", "--scope", "cases:read", "--scope", "law:read", "--days", "7",
      "--name", "our case system")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.wholeMatch(of: /heed_[0-9a-f]{64}\n/) != nil)
    let id = try #require(made.errors.firstMatch(of: /Token (t-[0-9a-f]+)/)).1
    let list = try await partnership.run("p-2", "token", "list")
    #expect(list.output.contains("\(id)  our case system: cases:read law:read; until"))
    #expect(!list.output.contains("heed_"))
    let ended = try await partnership.run("p-2", "token", "revoke", String(id))
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try await partnership.run("p-2", "token", "list").output.contains("revoked on"))
    var status = stat()
    #expect(stat("\(partnership.casebook).tokens", &status) == 0)
    #expect(status.st_mode & 0o077 == 0)
  }

  @Test func `Nobody makes a token without their own key, or ends another's`() async throws {
    let partnership = try await Partnership()
    try await partnership.appoint("p-2", "social-worker", body: "children-social-care/northmoor")
    let forged = try await Heed.run(
      "token", "new", "--scope", "cases:read", "--casebook", partnership.casebook, "--as", "p-2",
      "--key", partnership.folder + "/p-1.key")
    #expect(forged.status == 3)
    #expect(forged.output == "")
    let made = try await partnership.run("p-1", "token", "new", "--scope", "law:read")
    let id = try #require(made.errors.firstMatch(of: /Token (t-[0-9a-f]+)/)).1
    #expect(try await partnership.run("p-2", "token", "revoke", String(id)).status == 2)
  }

  @Test(arguments: [
    ["--scope", "cases:read", "--days", "367"], ["--scope", "cases:read", "--days", "0"], [],
    ["--scope", "everything"],
  ])
  func `A token that could not be is not made`(_ options: [String]) async throws {
    let run = try await Heed.run(["token", "new"] + options)
    #expect(run.status == 2)
    #expect(run.output == "")
  }
}
