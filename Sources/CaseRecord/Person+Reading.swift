internal import Diagnostics
internal import Documents

extension RecordReader {
  mutating func person(_ node: Node) {
    guard var fields = fields(node, what: "a person") else { return }
    let id = id(
      fields.required(
        "id", help: "give the person a short name that is not a real one", report: &report),
      what: "the id of a person")
    if let id, isGroupID(id.value) { add(.reservedID, at: id.location.position) }
    let roleNode = fields.required(
      "role", help: "write child, suspect, adult or professional", report: &report)
    let role = word(
      roleNode, what: "the role of a person", as: Person.Role.self,
      code: "record.unknown-person-role")
    var person = Person(id: id?.value ?? "", role: role ?? .child)
    let bornNode = fields.optional("born")
    if let bornNode { born(bornNode, of: &person) }
    person.standsFor = text(
      fields.optional("stands-for"), what: "whom an entry for several people stands for")
    if let bornNode, person.isPooled { add(.pooledBirth, at: bornNode.position) }
    let identifiers = fields.optional("identifiers")
    for item in oneOrMore(identifiers, what: "the identifiers of a person") {
      identifier(item, of: &person)
    }
    if let identifiers, person.isPooled { add(.pooledIdentifier, at: identifiers.position) }
    finish(&fields, of: node, allowed: ["id", "role", "born", "stands-for", "identifiers"])
    guard let id else { return }
    if role == nil {
      draft.unreadable.insert(id.value)
    } else {
      draft.people.append(Placed(person, at: id.location))
    }
  }

  private mutating func born(_ node: Node, of person: inout Person) {
    let what = "a date of birth"
    guard node.asMap != nil, var fields = fields(node, what: what) else {
      person.born = date(node, what: what)
      return
    }
    let dateNode = fields.required(
      "date", help: "write the date of birth as far as it is known, as 1996-05 or 198X",
      report: &report)
    person.born = date(dateNode, what: what)
    person.bornSource = mention(
      fields.optional("source"), as: .source, what: "the source of a date of birth")
    finish(&fields, of: node, allowed: ["date", "source"])
  }

  private mutating func identifier(_ node: Node, of person: inout Person) {
    guard var fields = fields(node, what: "an identifier of a person") else { return }
    let schemeNode = fields.required(
      "scheme", help: "name the series that it is of, as police-reference", report: &report)
    let scheme = word(
      schemeNode, what: "the scheme of an identifier", as: Person.Identifier.Scheme.self,
      code: "record.unknown-scheme")
    let issuerNode = fields.optional("issuer")
    let issuer = agency(issuerNode, what: "the body that gave an identifier")
    let value = text(
      fields.required("value", help: "write it as it stands on the file", report: &report),
      what: "the value of an identifier")
    if let scheme, scheme.needsIssuer, issuerNode == nil {
      add(.noIssuer(scheme: scheme.rawValue), at: node.position)
    }
    finish(&fields, of: node, allowed: ["scheme", "issuer", "value"])
    guard let scheme, let value else { return }
    let identifier = Person.Identifier(scheme: scheme, issuer: issuer, value: value)
    if person.identifiers.contains(identifier) {
      add(.namedTwice(what: "an identifier of a person"), at: node.position)
    } else {
      person.identifiers.append(identifier)
    }
  }
}
