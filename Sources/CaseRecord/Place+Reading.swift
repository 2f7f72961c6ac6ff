internal import Documents

extension RecordReader {
  mutating func place(_ node: Node) {
    guard var fields = fields(node, what: "a place") else { return }
    let id = id(
      fields.required("id", help: "give the place a short name", report: &report),
      what: "the id of a place")
    var place = Place(id: id?.value ?? "")
    place.kind = text(fields.optional("kind"), what: "the kind of a place")
    place.street = text(fields.optional("street"), what: "the street of a place")
    place.town = text(fields.optional("town"), what: "the town of a place")
    place.policeForce = text(fields.optional("police-force"), what: "the police force of a place")
    place.country = country(fields.optional("country"))
    finish(
      &fields, of: node, allowed: ["id", "kind", "street", "town", "police-force", "country"])
    if let id { draft.places.append(Placed(place, at: id.location)) }
  }

  /// A country in small letters, so that `England` and `england` are never taken for two.
  private mutating func country(_ node: Node?) -> String? {
    guard let node, let text = text(node, what: "the country of a place") else { return nil }
    let short: Set<String> = ["uk", "u-k", "gb", "britain", "great-britain", "ni", "ulster"]
    guard isSmallName(text), !short.contains(text) else {
      add(.country, at: node.position)
      return nil
    }
    return text
  }

  mutating func thing(_ node: Node) {
    guard var fields = fields(node, what: "a thing") else { return }
    let id = id(
      fields.required("id", help: "give the thing a short name", report: &report),
      what: "the id of a thing")
    var thing = Thing(id: id?.value ?? "")
    thing.kind = text(fields.optional("kind"), what: "the kind of a thing")
    thing.mark = text(fields.optional("mark"), what: "the mark of a thing")
    finish(&fields, of: node, allowed: ["id", "kind", "mark"])
    if let id { draft.things.append(Placed(thing, at: id.location)) }
  }
}
