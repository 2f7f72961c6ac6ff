public import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
public import WebServer

/// The tokens with which programs act for a person.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Tokens with which a program acts for you, over the interface of heed serve.",
    discussion: """
      A token can do less than you, and never more: what you may see and do, it may, as far as its scopes reach. What it does is \
      signed with your key, and stands in the log as yours. It is shown once. Documentation/api.md says how to use it.
      """,
    subcommands: [New.self, List.self, Revoke.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a token for yourself, and shows it once.")

    @Option(
      name: .customLong("scope"),
      help: "What it may be used for; several can be given: \(TokenCommand.scopes)")
    var scopes: [ApiScope] = []

    @Option(name: .long, help: "For how many days, from 1 to 366.")
    var days = 90

    @Option(name: .long, help: "What you call it, such as the program that has it.")
    var name = "a program"

    @OptionGroup var person: ReadInput

    func validate() throws {
      guard (1...ApiTokens.mostDays).contains(days) else {
        throw ValidationError("\(ApiTokenError.badDays)")
      }
      guard !scopes.isEmpty else { throw ValidationError("\(ApiTokenError.noScope)") }
    }

    func run() throws {
      // Only somebody in post, with the key that is theirs now, makes one; and that stands in the log.
      _ = try person.read("token made", detail: scopes.names)
      let (secret, token) = try person.tokens {
        try $0.make(
          for: try person.credential(), named: name, scopes: Set(scopes), days: days, at: now())
      }
      Terminal.error(
        "Token \(token.id), until \(describe(token.expires.day)). It is shown once: keep it as you keep your key."
      )
      Terminal.out(secret)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Your tokens: what for, until when, and when they were last used.")

    @OptionGroup var person: ReadInput

    func run() throws {
      _ = try person.read("tokens")
      let who = try person.credential().person
      let tokens = try person.tokens { try $0.tokens(of: who) }
      for token in tokens {
        let state =
          token.revoked.map { "revoked on \(describe($0.day))" }
          ?? (token.isGood(at: now()) ? "until" : "expired on") + " \(describe(token.expires.day))"
        let used = token.used.map { "last used on \(describe($0.day))" } ?? "never used"
        Terminal.out("\(token.id)  \(token.name): \(token.scopes.names); \(state); \(used)")
      }
      if tokens.isEmpty { Terminal.out("You have no tokens.") }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends one of your tokens, at once.")

    @Argument(help: "The id of the token, as heed token list says it.")
    var id: String

    @OptionGroup var person: ReadInput

    func run() throws {
      _ = try person.read("token revoked", detail: id)
      let who = try person.credential().person
      guard try person.tokens({ try $0.revoke(id, of: who, at: now()) }) else {
        throw unusable("you have no token \(id); heed token list says which you have")
      }
      Terminal.out("Token \(id) is good for nothing from now on.")
    }
  }

  private static let scopes = ApiScope.allCases.map { "\($0.rawValue), to \($0.says)" }
    .joined(separator: "; ")
}

extension ReadInput {
  fileprivate func tokens<Value>(_ work: (ApiTokens) throws -> Value) throws -> Value {
    do {
      return try work(ApiTokens(ofCasebookAt: try self.person.book.path))
    } catch let error as ApiTokenError {
      throw unusable("\(error)")
    }
  }
}

extension ApiScope: ExpressibleByArgument {}
