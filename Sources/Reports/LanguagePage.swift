public import Assessment
public import CaseRecord
public import Language
import LawPack
import Vocabulary

/// A phrase in a free text of a record, with the rule that speaks of it.
public struct Wording: Sendable, Hashable {
  /// Which text: `responses[1].reason`.
  public var at: String
  /// The place of the response, where it is one of a response.
  public var response: Int?
  /// The whole text.
  public var text: String
  public var prompt: Prompt

  public init(at place: String, response: Int? = nil, text: String, prompt: Prompt) {
    at = place
    self.response = response
    self.text = text
    self.prompt = prompt
  }
}

/// The prompts on the free texts of a record: reasons, outcomes of warnings, notes of statements. Nothing is altered, and nothing else is read.
public func wording(of record: CaseRecord, under rules: LanguageRules) -> [Wording] {
  func prompts(_ text: String?, at place: String, response: Int? = nil) -> [Wording] {
    guard let text else { return [] }
    return rules.prompts(in: text).map {
      Wording(at: place, response: response, text: text, prompt: $0)
    }
  }
  return record.responses.enumerated().flatMap { index, response in
    prompts(response.reason, at: "responses[\(index)].reason", response: index)
  }
    + record.warnings.enumerated().flatMap { index, warning in
      prompts(warning.outcome, at: "warnings[\(index)].outcome")
    }
    + record.statements.enumerated().flatMap { index, statement in
      prompts(statement.note, at: "statements[\(index)].note")
    }
}

/// The prompts on a record's texts, or on one text, for people.
public func report(language wordings: [Wording], title: String, layout: Layout) -> String {
  var sheet = Sheet(layout)
  sheet.add("\(title) · words that blame, and what else could be written", .strong)
  sheet.add(
    "Prompts only: nothing is changed, blocked or counted by child. Somebody's own words within quotation marks are left alone.",
    hanging: 2)
  if wordings.isEmpty {
    sheet.blank()
    sheet.add("No prompt.")
  }
  var seen: Set<String> = []
  for weight in LanguageRule.Weight.allCases {
    for wording in wordings where wording.prompt.rule.weight == weight {
      let rule = wording.prompt.rule
      sheet.blank()
      sheet.add(
        "\u{201C}\(wording.prompt.phrase)\u{201D} · \(wording.at), line\u{A0}\(wording.prompt.line), column\u{A0}\(wording.prompt.column) · \(rule.id)",
        .strong, hanging: 2)
      guard seen.insert(rule.id).inserted else {
        sheet.add("As above.", .faint, indent: 2)
        continue
      }
      sheet.add(rule.why, indent: 2, hanging: 2)
      sheet.add(
        "Could be written: \(rule.instead.map { "\u{201C}\($0)\u{201D}" }.joined(separator: "; or "))",
        indent: 2, hanging: 2)
      let caution = rule.status == "verified" ? "" : " (\(rule.status))"
      sheet.add(
        "\(rule.source)\(caution); reviewed \(rule.reviewed)", .faint, indent: 2, hanging: 2)
    }
  }
  return sheet.text
}

/// The same as `heed: wording/1`.
public func json(wording wordings: [Wording], of name: String) -> JSONValue {
  let prompts = wordings.map { wording -> JSONValue in
    let prompt = wording.prompt
    return .object([
      ("at", .string(wording.at)), ("phrase", .string(prompt.phrase)),
      ("from", .int(prompt.range.lowerBound)), ("to", .int(prompt.range.upperBound)),
      ("line", .int(prompt.line)), ("column", .int(prompt.column)),
      ("rule", .string(prompt.rule.id)), ("why", .string(prompt.rule.why)),
      ("instead", .strings(prompt.rule.instead)),
      ("weight", .string(prompt.rule.weight.rawValue)),
    ])
  }
  return .object([
    ("heed", "wording/1"), ("of", .string(name)), ("prompts", .array(prompts)),
  ])
}

extension Wording {
  /// In one line, for a page about something else.
  public var line: String {
    "\u{201C}\(prompt.phrase)\u{201D}: \(prompt.rule.why) Could be written: \(prompt.rule.instead.map { "\u{201C}\($0)\u{201D}" }.joined(separator: "; or ")). \(prompt.rule.id)"
  }
}
