import CasebookSQLite
import CivilTime
import Demonstration
import Foundation
import FoundationNetworking
import Testing

@testable import WebServer

/// A program that acts for somebody, as the tests write one.
struct Program: Sendable {
  let browser: Browser
  let secret: String?
  /// The id of the token.
  let token: String

  struct Reply {
    var status: Int
    var headers: [String: String]
    var text: String

    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
    var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
    /// Of a problem: the last part of its type.
    var problem: String? {
      (json["type"] as? String)?.split(separator: "/").last.map(String.init)
    }
    /// Of a problem: where something is wrong.
    var pointers: [String] {
      (json["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
    }
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
    try await send("GET", path, nil, headers)
  }

  func post(
    _ path: String, _ body: String, key: String? = nil, headers: [String: String] = [:]
  ) async throws -> Reply {
    var headers = headers.merging(["Content-Type": "application/json"]) { given, _ in given }
    headers["Idempotency-Key"] = key
    return try await send("POST", path, body, headers)
  }

  func send(
    _ method: String, _ path: String, _ body: String?, _ headers: [String: String]
  ) async throws -> Reply {
    var headers = headers
    if let secret { headers["Authorization"] = headers["Authorization"] ?? "Bearer \(secret)" }
    let address = path.hasPrefix(Api.root) ? path : Api.root + path
    let reply = try await browser.send(method, address, body: body, headers: headers)
    return Reply(status: reply.status, headers: reply.headers, text: reply.body)
  }
}

extension Site {
  /// A program of somebody, with a token of some scopes.
  func program(
    _ person: String, scopes: Set<ApiScope> = Set(ApiScope.allCases), days: Int = 30
  ) throws -> Program {
    let credential = try #require(demonstration.people.first { $0.id == person }).credential
    let (secret, token) = try desk.tokens.make(
      for: credential, named: "a test", scopes: scopes, days: days, at: shift.now)
    return Program(browser: Browser(base: base), secret: secret, token: token.id)
  }

  /// A program of nobody.
  func programOfNobody() -> Program {
    Program(browser: Browser(base: base), secret: nil, token: "")
  }
}

extension ApiOperation {
  /// An address of it, with a case and a framework that there are.
  func address(case id: String = "river-lane") -> String {
    let filled = path.replacing("{case}", with: id).replacing("{framework}", with: "MSA2015-2")
      .replacing("{matter}", with: "1").replacing("{entry}", with: "1")
      .replacing("{problem}", with: "refused")
    return self.id == "told" ? filled + "?by=2026-11-01&body=police/northshire" : filled
  }
}
