public import Mustache

/// What a template is filled with, by name. A name with nothing to it is left out, so that a section for it stays away.
public struct Fields: Sendable, MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: any Sendable] = [:]

  public init(dictionaryLiteral elements: (String, (any Sendable)?)...) {
    for (name, value) in elements { self[name] = value }
  }

  public subscript(name: String) -> (any Sendable)? {
    get { values[name] }
    set {
      // An empty text or list is nothing: its heading would stand over a gap.
      if let text = newValue as? String, text.isEmpty {
        values[name] = nil
      } else if let list = newValue as? [Fields], list.isEmpty {
        values[name] = nil
      } else if let list = newValue as? [String], list.isEmpty {
        values[name] = nil
      } else {
        values[name] = newValue
      }
    }
  }

  public func child(named name: String) -> Any? { values[name] }

  /// These fields, and those of another where both have a name.
  public func merging(_ other: Fields) -> Fields {
    var merged = self
    for (name, value) in other.values { merged.values[name] = value }
    return merged
  }
}

/// A text that is written as it is, because it was made of escaped parts. A template asks for it with three braces, and no
/// other thing may be asked for so.
public struct Markup: Sendable, Hashable, MustacheCustomRenderable, CustomStringConvertible {
  public let html: String

  /// - Parameter html: nothing of it may come from a person, unless it was escaped.
  public init(trusted html: String) { self.html = html }

  public var renderText: String { html }
  public var isNull: Bool { html.isEmpty }
  public var description: String { html }
}

/// A text in which nothing is taken for markup.
public func escaped(_ text: some StringProtocol) -> String {
  var out = ""
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
