package import CivilTime
package import EvidenceLogic
package import LawPack

// What the pages call things, in one place. A mark never stands without its word.

extension State {
  /// A mark that works without colour.
  package var mark: String {
    switch self {
    case .evidenced: "●"
    case .arguable: "◐"
    case .disputed: "⇄"
    case .notYetEvidenced: "○"
    case .contradicted: "✕"
    case .notInForce: "·"
    case .triedNotProved: "–"
    }
  }

  package var words: String {
    switch self {
    case .evidenced: "evidenced"
    case .arguable: "arguable"
    case .disputed: "disputed"
    case .notYetEvidenced: "not yet evidenced"
    case .contradicted: "contradicted"
    case .notInForce: "not in force then"
    case .triedNotProved: "tried, not proved"
    }
  }

  /// The mark and its word, which stay on one line.
  package var marked: String { "\(mark)\u{A0}\(held(words))" }
}

extension Verification {
  /// How the text was checked; nil where it was read, which is the rule.
  package var caution: String? {
    switch self {
    case .verified: nil
    case .verified2: "as others report it"
    case .recalled: "from memory, not read"
    }
  }

  package var sentence: String {
    switch self {
    case .verified: "read in the instrument or an official text of it"
    case .verified2: "read only in a source that reports it"
    case .recalled: "from general legal knowledge; the text was not read"
    }
  }
}

extension Framework.Kind {
  /// The heading under which frameworks of the kind are listed, and what one is called.
  package var heading: String {
    switch self {
    case .identification: "Identification"
    case .offence: "Offences"
    case .group: "Groups"
    case .policy: "Policy definitions"
    case .analytic: "Analysis"
    case .defence: "Defences"
    }
  }

  package var words: String {
    switch self {
    case .identification: "identification test"
    case .offence: "offence"
    case .group: "group test"
    case .policy: "policy definition"
    case .analytic: "analysis"
    case .defence: "defence"
    }
  }
}

extension SourceClass {
  /// The kinds of source that have the class, for the threshold in a heading.
  ///
  /// - Source: `Documentation/law/evidence-standards.md` 4.2.
  package var words: String {
    switch self {
    case .none, .f0: "unattributed reports"
    case .f1: "case studies and named press reports"
    case .f2: "accounts of people who were told"
    case .f3: "audit findings and graded intelligence"
    case .f4: "records made at the time"
    case .f5: "first-hand accounts and inquiry findings"
    case .f6: "civil findings"
    case .f7: "convictions and judicial findings"
    }
  }
}

/// Where something is law, in words.
package func jurisdictionWords(_ jurisdiction: String) -> String {
  switch jurisdiction {
  case "england-and-wales": "England and Wales"
  case "northern-ireland": "Northern Ireland"
  case "united-kingdom": "United Kingdom"
  case "united-states": "United States"
  case "any": "any jurisdiction"
  default: capitalised(jurisdiction)
  }
}

/// A day in words that stay on one line.
package func words(_ day: CivilDate) -> String { held(describe(day)) }

package func words(_ date: UncertainDate) -> String { describe(date) }

/// A date, or that there is none.
package func words(_ date: UncertainDate?) -> String {
  date.map { words($0) } ?? "on a day not stated"
}

/// `on 3 November 2008`, `in November 2008`, `some time in the 1980s`.
package func when(_ date: UncertainDate?) -> String {
  guard let date else { return "on a day not stated" }
  let text = describe(date)
  guard !date.isInterval, !date.isApproximate, !date.isUncertain else { return text }
  return switch date.precision {
  case .day: "on \(held(text))"
  case .month, .season, .year: "in \(text)"
  case .decade, .century: text
  }
}

/// A name of the vocabulary as words: `exploitation-intended` is "exploitation intended".
package func words(ofName name: String) -> String {
  let compounds = ["first-hand", "third-party"]
  if let compound = compounds.first(where: name.hasPrefix) {
    return compound + words(ofName: String(name.dropFirst(compound.count)))
  }
  let words = String(name.map { $0 == "-" ? " " : $0 })
  return words.hasPrefix("nrm ") ? "NRM" + words.dropFirst(3) : words
}

/// A text whose spaces do not break.
package func held(_ text: String) -> String {
  guard text.utf8.contains(0x20) else { return text }
  var held: [UInt8] = []
  held.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    if byte == 0x20 {
      held.append(HeldSpace.first)
      held.append(HeldSpace.second)
    } else {
      held.append(byte)
    }
  }
  return String(decoding: held, as: UTF8.self)
}

/// The bytes of a space that does not break. Only there does the second follow the first.
enum HeldSpace {
  static let first: UInt8 = 0xC2
  static let second: UInt8 = 0xA0
}

/// A citation, in which "s" keeps to its number.
package func cited(_ cite: String) -> String {
  let heads: Set<Substring> = [
    "s", "ss", "art", "arts", "Art", "reg", "regs", "para", "paras", "SI", "SSI", "c.", "Sch",
    "No", "Part", "section", "sections",
  ]
  var out = ""
  var isHead = false
  for word in cite.split(separator: " ", omittingEmptySubsequences: false) {
    if !out.isEmpty { out += isHead ? "\u{A0}" : " " }
    out += word
    isHead = heads.contains(word.drop { $0 == "(" })
  }
  return out
}

/// A citation with how it was checked, where that was not by reading the text.
package func cited(_ cite: String, _ status: Verification) -> String {
  status.caution.map { "\(cited(cite)) (\($0))" } ?? cited(cite)
}

/// `1 source`, `3 sources`.
package func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number)\u{A0}\(number == 1 ? one : many ?? one + "s")"
}

/// `a`, `a and b`, `a, b and c`.
package func listed(_ items: [String], _ conjunction: String = "and") -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// The first few of a list, saying how many more there are.
package func capped(_ items: [String], at limit: Int, separator: String = ", ") -> String {
  capped(Array(items.prefix(limit)), of: items.count, separator: separator)
}

/// The first of a list that is so long, saying how many more there are.
func capped(_ first: [String], of total: Int, separator: String = ", ") -> String {
  let shown = first.joined(separator: separator)
  return first.count < total ? shown + "\(separator)and \(total - first.count) more" : shown
}

package func capitalised(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}

/// With a full stop, unless it ends in one already.
package func sentence(_ text: String) -> String {
  text.last.map { ".!?".contains($0) } == true ? text : text + "."
}
