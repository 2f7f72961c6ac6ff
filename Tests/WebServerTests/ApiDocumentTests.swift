import Assessment
import Documents
import Foundation
import Testing

@testable import WebServer

/// The document says what the routes do, because both are made of one table.
@Suite struct ApiDocumentTests {
  private static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/openapi.json").path

  @Test func `The document in Documentation is the one that is served`() throws {
    let text = Api.document.prettyText
    if ProcessInfo.processInfo.environment["HEED_RECORD"] == "1" {
      try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
      Issue.record(
        "Documentation/openapi.json: recorded; read the difference, then run the tests without HEED_RECORD"
      )
      return
    }
    let kept = try String(contentsOfFile: Self.path, encoding: .utf8)
    #expect(
      kept == text,
      "record it with HEED_RECORD=1 swift test --filter ApiDocumentTests, and read the difference")
  }

  @Test func `No two operations have a name or an address in common`() {
    let names = Api.operations.map(\.id)
    #expect(Set(names).count == names.count)
    let addresses = Api.operations.map { "\($0.method.rawValue) \($0.path)" }
    #expect(Set(addresses).count == addresses.count)
    for operation in Api.operations {
      let named = operation.parameters.filter { $0.place == .path }.map { "{\($0.name)}" }
      #expect(Set(named) == Set(operation.parts.filter { $0.hasPrefix("{") }.map(String.init)))
    }
  }

  @Test func `Every example is what its schema asks for`() throws {
    for operation in Api.operations {
      if operation.body != nil { #expect(!operation.examples.isEmpty, "\(operation.id)") }
      for example in operation.examples {
        let node = try Api.read(
          Array(example.value.text.utf8), as: try #require(operation.body))
        _ = try ApiActs.read(node)
      }
    }
  }

  @Test func `Every kind of problem has an address that explains it`() async throws {
    let nobody = try await Site.shared.value.programOfNobody()
    for kind in ApiProblem.Kind.allCases {
      let reply = try await nobody.get(kind.address)
      #expect(reply.status == 200)
      #expect(reply.json["type"] as? String == kind.address)
    }
    #expect(try await nobody.get("/problems/none").status == 404)
  }

  @Test func `An address that is none, and a method that is none there, are problems too`()
    async throws
  {
    let program = try await Site.shared.value.program("office")
    let none = try await program.get("/nothing/here")
    #expect(none.status == 404 && none.problem == "not-found")
    let method = try await program.send("DELETE", "/cases", nil, [:])
    #expect(method.status == 405 && method.problem == "wrong-method")
    #expect(method.headers["allow"] == "GET, HEAD")
    let head = try await program.send("HEAD", "/law", nil, [:])
    #expect(head.status == 200 && head.text.isEmpty)
    for path in ["/cases/..%2F..%2Fetc", "/cases//entries", "/cases/%00", "/law/%ff"] {
      #expect([403, 404].contains(try await program.get(path).status), "\(path)")
    }
  }
}
