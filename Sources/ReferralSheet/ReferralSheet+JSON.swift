public import Assessment
import CivilTime

extension ReferralSheet {
  /// The sheet as `heed: nrm/1`, keyed by the keys of the service, byte for byte the same for the same sheet.
  ///
  /// ``readReferralSheet(_:file:form:report:)`` reads it back. `ready`, `missing` and `notice` are for readers of the file; they
  /// are worked out again when it is read.
  public var json: JSONValue {
    .object([
      ("heed", "nrm/1"),
      ("notice", .string(ReferralSheet.notice)),
      ("marking", .string(form.marking)),
      ("case", .string(caseID)),
      ("title", .string(caseTitle)),
      ("child", .string(child)),
      ("on", .string(on.description)),
      ("known", known.map { .string($0.description) }),
      ("law", .string(law)),
      (
        "form",
        .object([("version", .string(form.version)), ("dated", .string(form.dated.description))])
      ),
      ("ready", .bool(isReady)),
      ("missing", .strings(missing.map(\.key))),
      ("place-names", .strings(placeNames)),
      ("fields", .object(entries.map { (key: $0.key, value: $0.json) })),
      (
        "legacy",
        legacy.isEmpty ? nil : .object(legacy.map { (key: $0.key, value: .string($0.text)) })
      ),
    ])
  }
}

extension ReferralSheet.Entry {
  var json: JSONValue {
    let (state, value, why): (String, JSONValue?, String?) =
      switch answer {
      case .filled(.one(let text)): ("filled", .string(text), nil)
      case .filled(.several(let keys)): ("filled", .strings(keys), nil)
      case .blank(let why): ("blank", nil, why)
      case .notAsked(let why): ("not-asked", nil, why)
      case .forPerson(let why): ("for-a-person", nil, why)
      }
    return .object([
      ("state", .string(state)),
      ("value", value),
      ("why", why.map { .string($0) }),
      ("rests-on", restsOn.isEmpty ? nil : .strings(restsOn.map(\.description))),
      ("notes", notes.isEmpty ? nil : .array(notes.map(\.json))),
    ])
  }
}

extension ReferralSheet.Note {
  var json: JSONValue {
    .object([
      ("says", .string(says)),
      ("rests-on", restsOn.isEmpty ? nil : .strings(restsOn.map(\.description))),
    ])
  }
}

extension ReferralSheet.Basis: CustomStringConvertible {
  /// The place in the record, as assessments write it: `statements[3]`.
  public var description: String {
    switch self {
    case .statement(let index): "statements[\(index)]"
    case .born(let index): "people[\(index)].born"
    case .person(let index): "people[\(index)]"
    case .response(let index): "responses[\(index)]"
    case .source(let index): "sources[\(index)]"
    }
  }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: String) {
    guard let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"), open < close,
      let index = Int(text[text.index(after: open)..<close]), index >= 0
    else { return nil }
    switch (text[..<open], text[text.index(after: close)...]) {
    case ("statements", ""): self = .statement(index)
    case ("people", ".born"): self = .born(index)
    case ("people", ""): self = .person(index)
    case ("responses", ""): self = .response(index)
    case ("sources", ""): self = .source(index)
    default: return nil
    }
    if description != text { return nil }
  }
}
