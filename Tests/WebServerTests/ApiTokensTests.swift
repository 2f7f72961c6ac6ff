import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import Testing

@testable import WebServer

/// The file of tokens.
@Suite struct ApiTokensTests {
  private let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("tokens-\(UUID().uuidString)").path
  private let now = Instant("2026-11-20T14:30:00.000Z")!

  private func credential() throws -> Credential {
    Credential(
      person: "p-1", key: try NoteSigner.generate(name: "p-1.example", kind: .ed25519))
  }

  private func file() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + ".tokens"))
  }

  @Test func `The file holds neither the token nor the key, and opens with the token alone`()
    throws
  {
    let tokens = try ApiTokens(ofCasebookAt: path)
    let credential = try credential()
    let (secret, token) = try tokens.make(
      for: credential, named: "a program", scopes: [.lawRead], days: 3, at: now)
    #expect(secret.hasPrefix("heed_") && secret.utf8.count == ApiTokens.length)
    let bytes = try file()
    #expect(bytes.range(of: Data(secret.utf8)) == nil)
    #expect(bytes.range(of: Data(secret.dropFirst(5).utf8)) == nil)
    #expect(bytes.range(of: Data(credential.key.secretText.utf8)) == nil)
    let opened = try #require(try ApiTokens(ofCasebookAt: path).open(secret, at: now))
    #expect(opened.credential.key.secretText == credential.key.secretText)
    #expect(opened.token.id == token.id && opened.token.scopes == [.lawRead])
    try FileManager.default.removeItem(atPath: path + ".tokens")
  }

  @Test func `A token lasts from one day to a year and a day, and says when it was last used`()
    throws
  {
    let tokens = try ApiTokens(ofCasebookAt: path)
    let credential = try credential()
    for days in [0, 367, -1] {
      #expect(throws: ApiTokenError.badDays) {
        try tokens.make(for: credential, named: "", scopes: [.lawRead], days: days, at: now)
      }
    }
    #expect(throws: ApiTokenError.noScope) {
      try tokens.make(for: credential, named: "", scopes: [], days: 1, at: now)
    }
    let (secret, _) = try tokens.make(
      for: credential, named: "", scopes: [.lawRead], days: 366, at: now)
    #expect(try tokens.tokens(of: "p-1").first?.used == nil)
    #expect(try tokens.open(secret, at: now.adding(milliseconds: 366 * 86_400_000)) == nil)
    #expect(try tokens.open(secret, at: now.adding(milliseconds: 366 * 86_400_000 - 1)) != nil)
    #expect(try tokens.tokens(of: "p-1").first?.used != nil)
    #expect(try tokens.tokens(of: "p-2").isEmpty)
    try FileManager.default.removeItem(atPath: path + ".tokens")
  }

  @Test func `What was begun before the service stopped is not done again, and said to be unknown`()
    throws
  {
    let credential = try credential()
    let before = try ApiTokens(ofCasebookAt: path)
    let (secret, _) = try before.make(
      for: credential, named: "", scopes: [.lawRead], days: 1, at: now)
    let opened = try #require(try before.open(secret, at: now))
    guard case .yours = try before.claim("k", for: "r", under: opened, logSize: 7, at: now) else {
      Issue.record("the first claim is not granted")
      return
    }
    guard case .running = try before.claim("k", for: "r", under: opened, logSize: 8, at: now)
    else {
      Issue.record("the second claim does not wait for the first")
      return
    }
    let after = try ApiTokens(ofCasebookAt: path)
    guard
      case .unknown(after: 7) = try after.claim("k", for: "r", under: opened, logSize: 9, at: now)
    else {
      Issue.record("what was begun is not remembered")
      return
    }
    guard case .another = try after.claim("k", for: "other", under: opened, logSize: 9, at: now)
    else {
      Issue.record("a key stands for two requests")
      return
    }
    try FileManager.default.removeItem(atPath: path + ".tokens")
  }
}
