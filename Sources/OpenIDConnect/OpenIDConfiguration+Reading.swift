public import Diagnostics
public import Documents

/// Reads the settings for a provider, with every problem at once; nil if anything in them is wrong.
///
/// ```yaml
/// heed: openid/1
/// issuer: https://login.example.org/realms/partnership
/// client: heed
/// secret: openid.secret
/// people: openid-people.yaml
/// site: https://heed.example.org
/// person: sub
/// second-factor:
///   methods: [mfa]
/// minutes: 60
/// ```
///
/// | code | means |
/// |---|---|
/// | `openid.format` | the `heed:` line names another format |
/// | `openid.address` | an address that is not `https`, or has a part that it may not have |
public func readOpenID(
  _ node: Node, file: String, report: inout Report
) -> OpenIDConfiguration? {
  var reader = OpenIDReader(file: file)
  let settings = reader.settings(node)
  report.merge(reader.report)
  return reader.report.hasErrors ? nil : settings
}

/// Reads which person of the casebook each value of the claim names; nil if anything is wrong.
///
/// ```yaml
/// heed: openid-people/1
/// people:
///   "248289761001": jo-larch
/// ```
///
/// | code | means |
/// |---|---|
/// | `openid.format` | the `heed:` line names another format |
/// | `openid.twice` | two values name one person |
public func readOpenIDPeople(
  _ node: Node, file: String, report: inout Report
) -> OpenIDPeople? {
  var reader = OpenIDReader(file: file)
  let people = reader.people(node)
  report.merge(reader.report)
  return reader.report.hasErrors ? nil : people
}

/// Whom the provider may let in: an administrator has entered each by hand.
public struct OpenIDPeople: Sendable, Hashable {
  private let persons: [String: String]

  /// - Parameter persons: the casebook's person for each value of the claim, which is compared to the letter.
  public init(_ persons: [String: String]) { self.persons = persons }

  func person(for claim: String) -> String? { persons[claim] }
}

private struct OpenIDReader {
  let file: String
  var report = Report()

  init(file: String) { self.file = file }

  private mutating func add(
    _ code: String, _ position: Position, _ message: String, _ help: String
  ) {
    report.add(
      Diagnostic(
        .error, "openid.\(code)", at: Location(file: file, position: position), message, help: help,
        context: nil))
  }

  private mutating func open(_ node: Node, format: String) -> Fields? {
    guard var fields = Fields(node, file: file, what: "this file", report: &report) else {
      return nil
    }
    let header = fields.required(
      "heed", help: "begin the file with: heed: \(format)", report: &report)
    if let header, header.asScalar?.text != format {
      add(
        "format", header.position, "this is another kind of file", "begin it with: heed: \(format)")
    }
    return fields
  }

  mutating func settings(_ node: Node) -> OpenIDConfiguration? {
    guard var fields = open(node, format: "openid/1") else { return nil }
    let issuer = address(
      fields.required("issuer", help: "as the provider writes it", report: &report),
      what: "the issuer", hasPath: true)
    let client = text(
      fields.required("client", help: "the provider gave this site a client id", report: &report),
      what: "the client id")
    let secret = text(
      fields.required(
        "secret", help: "name the file that holds the client secret, readable by its owner alone",
        report: &report), what: "the file of the secret")
    let people = text(
      fields.required("people", help: "name the file that says who is who", report: &report),
      what: "the file of people")
    let site = address(
      fields.required(
        "site", help: "the address of this site, such as https://heed.example.org", report: &report),
      what: "the address of this site", hasPath: false)
    let person =
      fields.optional("person").map { text($0, what: "the claim of the person") } ?? "sub"
    let factor = secondFactor(fields.optional("second-factor"))
    let minutes =
      fields.optional("minutes").map {
        $0.integer(file: file, what: "the minutes", in: 1...720, report: &report)
      } ?? 60
    fields.finish(
      allowed: [
        "heed", "issuer", "client", "secret", "people", "site", "person", "second-factor",
        "minutes",
      ], report: &report)
    guard let issuer, let client, let secret, let people, let site, let person, let factor,
      let minutes
    else { return nil }
    return OpenIDConfiguration(
      issuer: issuer, clientID: client, secretFile: secret, peopleFile: people, site: site,
      personClaim: person, secondFactor: factor, maximumAge: minutes * 60)
  }

  private mutating func secondFactor(_ node: Node?) -> OpenIDConfiguration.SecondFactor? {
    guard let node else { return OpenIDConfiguration.SecondFactor() }
    guard var fields = Fields(node, file: file, what: "the second factor", report: &report) else {
      return nil
    }
    let contexts = words(fields.optional("contexts"), what: "a context (acr)")
    let methods = words(fields.optional("methods"), what: "a method (amr)")
    fields.finish(allowed: ["contexts", "methods"], report: &report)
    guard !contexts.isEmpty || !methods.isEmpty else {
      add(
        "second-factor", fields.position, "nothing here states a second factor",
        "name what the provider states: methods: [mfa], or contexts with its own words for it")
      return nil
    }
    return OpenIDConfiguration.SecondFactor(contexts: contexts, methods: methods)
  }

  private mutating func words(_ node: Node?, what: String) -> [String] {
    guard let node else { return [] }
    let nodes = node.oneOrMore(file: file, what: what, report: &report) ?? []
    var words: [String] = []
    for node in nodes {
      // A context is sent to the provider in a list that spaces divide.
      if let word = text(node, what: what) {
        if word.contains(" ") {
          add("word", node.position, "\(what) has no space in it", "write each on its own")
        }
        words.append(word)
      }
    }
    return words
  }

  private mutating func text(_ node: Node?, what: String) -> String? {
    node?.text(file: file, what: what, report: &report)
  }

  private mutating func address(_ node: Node?, what: String, hasPath: Bool) -> String? {
    guard let node, let text = text(node, what: what) else { return nil }
    let host = text.dropFirst("https://".count)
    guard AddressRule().allows(text), !text.contains("?"), hasPath || !host.contains("/") else {
      add(
        "address", node.position, "\(what) cannot be used",
        hasPath
          ? "it begins with https:// and has neither a question mark nor a #"
          : "it is https:// and a name, with nothing after it")
      return nil
    }
    return text
  }

  mutating func people(_ node: Node) -> OpenIDPeople? {
    guard var fields = open(node, format: "openid-people/1") else { return nil }
    let list = fields.required(
      "people", help: "write each person as: \"value of the claim\": person", report: &report)
    fields.finish(allowed: ["heed", "people"], report: &report)
    guard let list,
      var entries = Fields(list, file: file, what: "the list of people", report: &report)
    else { return nil }
    var persons: [String: String] = [:]
    var named: Set<String> = []
    for entry in entries.rest() {
      guard let person = text(entry.value, what: "a person") else { continue }
      if !named.insert(person).inserted {
        add(
          "twice", entry.value.position, "this person stands in the list twice",
          "one person comes in by one value of the claim")
      }
      persons[entry.key] = person
    }
    return OpenIDPeople(persons)
  }
}
