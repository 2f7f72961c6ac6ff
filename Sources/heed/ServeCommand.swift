import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Language
import LawPack
import Ledger
import ReferralSheet
import WebPages
import WebServer

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Opens the casebook in a browser on this machine.",
    discussion: """
      With --demo, a fictional partnership that is made anew each time; each of its people can be tried at a click. With --accounts, \
      a casebook whose people sign in, each with a password and a second factor (Documentation/accounts.md). With neither, a casebook \
      for one person: the link that is printed lets in whoever holds it, as that person, and what they do is signed with their key. \
      Only a casebook with accounts may be opened to others than this machine (Documentation/operating.md). Ctrl-C stops it; what was \
      begun is finished.
      """)

  @Argument(
    help: "The casebook. The same as --casebook.", completion: .file(extensions: ["casebook"]))
  var file: String?

  @Flag(name: .long, help: "People sign in with accounts of their own.")
  var accounts = false

  @Flag(name: .long, help: "A fictional partnership instead of a casebook.")
  var demo = false

  @Option(name: .long, help: "The port; 0 for any free one.")
  var port = 8017

  @Option(
    name: .customLong("idle"), help: "Minutes of silence after which somebody is signed out.")
  var idle = 30

  @Option(
    name: .long,
    help:
      "With --demo: write a token for each of its people to this new file, to try the interface for programs.",
    completion: .file(extensions: ["json"]))
  var tokens: String?

  @OptionGroup var openID: OpenIDInput
  @OptionGroup(title: "Network") var network: ServeNetwork
  @OptionGroup var person: PersonInput
  @OptionGroup var law: LawInput

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535")
    }
    guard demo || tokens == nil else {
      throw ValidationError(
        "--tokens is for --demo; of a casebook, each makes their own: heed token new")
    }
    guard (1...720).contains(idle) else {
      throw ValidationError("--idle is a number of minutes from 1 to 720")
    }
    if demo, accounts || file != nil {
      throw ValidationError("--demo makes a casebook of its own, without accounts")
    }
    if openID.settings != nil, !accounts {
      throw ValidationError("--openid needs --accounts: people sign in to accounts of their own")
    }
    if file != nil, person.book.casebook != nil {
      throw ValidationError("name the casebook once: behind serve, or with --casebook")
    }
  }

  mutating func run() throws {
    if let file { person.book.casebook = file }
    let reached = network.network
    if let refusal = reached.refusal(isForOne: !accounts) {
      throw unusable("\(refusal)")
    }
    let pack = try law.load()
    let rules = try law.read("Law/language.yaml") { readLanguage($0, file: $1, report: &$2) }.added
    let form = try law.read("Law/nrm-form.yaml") {
      readReferralForm($0, file: $1, vocabulary: pack.vocabulary, report: &$2)
    }
    let site: Site
    do { site = try Site() } catch {
      throw unusable("\(error)")
    }
    let (casebook, door, storePath, path) =
      try demo ? demonstration(pack) : accounts ? withAccounts() : own()
    defer { if demo { removeFolder(ofDemonstration: casebook.path) } }
    let desk = try answering {
      try Desk(
        casebook: casebook, law: pack, rules: rules, referralForm: form, door: door, site: site,
        storePath: storePath, idleMinutes: idle, isSecure: reached.isSecure,
        workedCases: law.workedCases(under: pack),
        log: reached.log.note, clock: now)
    }
    do {
      let (port, network) = (port, network)
      try waiting {
        try await WebServer.serve(desk, on: reached, port: port) { port in
          Terminal.out(network.address(port: port) + path)
        }
      }
    } catch let error as WebServerError {
      throw unusable("\(error)")
    }
  }

  /// The casebook of one person, with the link that lets them in.
  private func own() throws -> (CasebookFile, Desk.Door, String?, String) {
    let credential = try person.credential()
    let casebook = try person.book.openToWrite(law)
    let secret = Desk.Door.newSecret()
    return (
      casebook, .link(for: credential, secret: secret), casebook.path + ".desk",
      "/enter/\(secret)"
    )
  }
}
