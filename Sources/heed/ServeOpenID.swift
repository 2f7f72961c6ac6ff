import ArgumentParser
import CasebookSQLite
import Diagnostics
import Documents
import Foundation
import Ledger
import OpenIDConnect
import WebServer

/// A provider through which people with accounts may sign in too.
struct OpenIDInput: ParsableArguments {
  @Option(
    name: .customLong("openid"),
    help: "The settings of a provider through which people may sign in (Documentation/openid.md).",
    completion: .file(extensions: ["yaml"]))
  var settings: String?

  @Option(
    name: .customLong("openid-key"),
    help:
      "The file with the server's key for that, which is made if it is not there. Default: the casebook's name with .openid-key.",
    completion: .file())
  var key: String?

  /// The way in through the provider, or an explanation on standard error and exit 2; nil if there is none.
  func entry(beside casebook: CasebookFile) throws -> OpenIDEntry? {
    guard let settings else { return nil }
    guard
      let configuration = OpenIDInput.read(
        settings, showsLines: true, { readOpenID($0, file: $1, report: &$2) })
    else { throw Exit.unusable }
    // The files that the settings name stand beside them.
    let folder = URL(fileURLWithPath: settings).deletingLastPathComponent()
    func beside(_ name: String) -> String {
      URL(fileURLWithPath: name, relativeTo: folder).path
    }
    let secretPath = beside(configuration.secretFile)
    guard let secret = try KeyFile.secret(secretPath, what: "the client secret"), !secret.isEmpty
    else {
      throw unusable(
        "\(secretPath): this is no client secret; write the one that the provider gave, on one line"
      )
    }
    let people = beside(configuration.peopleFile)
    guard OpenIDInput.people(people) != nil else { throw Exit.unusable }
    return OpenIDEntry(
      OpenIDClient(
        configuration, secret: secret, people: { OpenIDInput.people(people) }, clock: now),
      serverKey: try serverKey(beside: casebook))
  }

  private func serverKey(beside casebook: CasebookFile) throws -> [UInt8] {
    let path = key ?? casebook.path + ".openid-key"
    if !FileManager.default.fileExists(atPath: path) {
      var generator = SystemRandomNumberGenerator()
      let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try Files.write(Array((Base64.encode(bytes) + "\n").utf8), to: path, mode: 0o600)
    }
    guard let text = try KeyFile.secret(path, what: "the server's key"),
      let bytes = Base64.decode(text), bytes.count == 32
    else {
      throw unusable(
        "\(path): this is no key of a server; take it away, and a new one is made: then everybody allows the provider anew"
      )
    }
    return bytes
  }

  /// Who is who. The lines of this file name people, so what is wrong is said without them.
  private static func people(_ path: String) -> OpenIDPeople? {
    read(path, showsLines: false) { readOpenIDPeople($0, file: $1, report: &$2) }
  }

  /// What a file says; what is wrong with it goes to standard error.
  private static func read<Value>(
    _ path: String, showsLines: Bool, _ parse: (Node, _ file: String, inout Report) -> Value?
  ) -> Value? {
    var report = Report()
    let bytes = Files.read(path, report: &report)
    let value = bytes.flatMap { bytes in
      readDocument(bytes, file: path, format: .yaml, report: &report)
        .flatMap { parse($0, path, &report) }
    }
    Printer.show(report, texts: showsLines ? [path: bytes ?? []] : [:])
    return report.hasErrors ? nil : value
  }
}
