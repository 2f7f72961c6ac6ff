internal import CaseRecord
package import Casebook
internal import CivilTime
internal import Reports
package import Vocabulary

/// The form with which an item of a case, other than a statement, is put right.
package struct ItemForm: Sendable {
  private enum Part {
    case text
    case long
    case date
    /// One to a line.
    case lines
    case choice([FormField.Option])
    /// One sharing to a line: the body, and when.
    case sharings
  }

  private struct Row {
    /// `grade.scheme` stands inside `grade`.
    var key: String
    var label: String
    var hint: String?
    var part: Part

    init(_ key: String, _ label: String, _ part: Part, hint: String? = nil) {
      self.key = key
      self.label = label
      self.part = part
      self.hint = hint
    }
  }

  private let rows: [Row]
  private let content: Content

  package init(_ item: Item, vocabulary: Vocabulary) {
    content = item.normalised.content
    rows = ItemForm.rows(of: item, vocabulary: vocabulary)
  }

  private static func rows(of item: Item, vocabulary: Vocabulary) -> [Row] {
    switch item.kind {
    case .people:
      [
        Row(
          "role", "Role",
          .choice(Person.Role.allCases.map { .init($0.rawValue, $0.rawValue) })),
        Row("born.date", "Born", .date, hint: "As far as it is known."),
        Row("born.source", "Source of the date of birth", .text),
        Row("stands-for", "If they are several people, who", .text),
      ]
    case .places:
      [
        Row("kind", "Kind", .text), Row("street", "Street", .text), Row("town", "Town", .text),
        Row("police-force", "Police area", .text),
        Row("country", "Country", .text, hint: "In small letters, such as england."),
      ]
    case .things: [Row("kind", "Kind", .text), Row("mark", "Number plate or other mark", .text)]
    case .sources:
      [
        Row(
          "kind", "Kind", .choice(vocabulary.sourceKinds.map { .init($0.name, $0.says) })),
        Row("agency", "The body that made it or holds it", .text),
        Row("ref", "Where the original is", .text), Row("made", "Said or written", .date),
        Row("held", "First held by that body", .date),
        Row(
          "shared", "Shared with", .sharings,
          hint: "One to a line: the body, and when, such as police/northmoor 2008-11-10."),
        Row("grade.scheme", "Grading scheme", .text),
        Row("grade.value", "Grade, as it stands on the report", .text),
        Row("repeats", "The source that it only passes on", .text),
      ]
    case .responses:
      [
        Row("act", "What was done", .text), Row("about", "About", .lines, hint: "One to a line."),
        Row("by", "By", .text), Row("to", "To", .text), Row("on", "When", .date),
        Row("framework", "Framework", .text), Row("answer", "Answer", .text),
        Row("suspect", "Suspect", .text), Row("decision", "Decision", .text),
        Row("stage", "Stage", .text), Row("outcome", "Outcome", .text),
        Row("duty", "Duty", .text), Row("event", "Event", .text),
        Row("decided-by", "Decided by", .text), Row("reason", "Reason", .long),
        Row("relies-on", "Relied on", .lines, hint: "One code to a line."),
        Row("sources", "Sources", .lines, hint: "One to a line."),
      ]
    case .warnings:
      [
        Row("about", "About", .lines, hint: "One to a line."),
        Row("raised-by.role", "Raised by, role", .text),
        Row("raised-by.agency", "Raised by, body", .text), Row("on", "Raised on", .date),
        Row("to", "To", .text), Row("sources", "Sources", .lines, hint: "One to a line."),
        Row("acknowledged", "Acknowledged", .date), Row("outcome", "Outcome", .long),
      ]
    case .statements: []
    }
  }

  package var section: FormSection {
    FormSection(
      "What it should say",
      rows.map { row in
        let kind: FormField.Kind =
          switch row.part {
          case .text: .text
          case .long, .lines, .sharings: .long
          case .date: .date
          case .choice(let options): .list(options, none: "Choose")
          }
        return FormField(ItemForm.name(row.key), row.label, hint: row.hint, kind)
      })
  }

  private static func name(_ key: String) -> String { key.replacing(".", with: "-") }

  private func value(_ key: String) -> Content? {
    if key == "born.date" {
      return content["born"]?["date"] ?? content["born"].flatMap { $0.asText.map(Content.text) }
    }
    let keys = key.split(separator: ".").map(String.init)
    return keys.count == 2 ? content[keys[0]]?[keys[1]] : content[key]
  }

  /// What the form holds for the item as it stands.
  package var typed: Typed {
    var typed = Typed()
    for row in rows {
      let name = ItemForm.name(row.key)
      let value = value(row.key)
      switch row.part {
      case .text, .long, .choice: typed[name] = value?.asText ?? ""
      case .lines: typed[name] = value?.texts.joined(separator: "\n") ?? ""
      case .date:
        if let text = value?.asText, let (first, _) = DateParts.typed(text) {
          first.put(in: &typed, name)
        }
      case .sharings:
        guard case .list(let shared)? = value else { continue }
        typed[name] = shared.map {
          [$0["with"]?.asText, $0["on"]?.asText].compactMap(\.self).joined(separator: " ")
        }.joined(separator: "\n")
      }
    }
    return typed
  }

  /// What the item says as it was typed; whatever the form does not ask for stays as it is.
  package func read(_ typed: Typed) -> (content: Content, problems: [FormProblem]) {
    var problems: [FormProblem] = []
    var result = content
    var inside: [String: [String: Content]] = [:]
    for row in rows {
      let name = ItemForm.name(row.key)
      let value: Content?
      switch row.part {
      case .text, .long, .choice: value = typed[name].isEmpty ? nil : .text(typed[name])
      case .lines:
        let lines = ItemForm.lines(typed[name])
        value = lines.isEmpty ? nil : .list(lines.map(Content.text))
      case .sharings: value = ItemForm.sharings(typed[name])
      case .date:
        // A date that the fields cannot say stays as it is while they are empty.
        let parts = DateParts(typed, name)
        let old = self.value(row.key)
        do {
          let date = try parts.date()
          let isOldUnsayable =
            old?.asText.map { text in
              DateParts.typed(text).map { $0.last != nil } ?? true
            } ?? false
          value = date.map { .text($0.literal) } ?? (isOldUnsayable ? old : nil)
        } catch {
          problems.append(FormProblem(name, error.says))
          value = old
        }
      }
      let keys = row.key.split(separator: ".").map(String.init)
      if keys.count == 2 {
        inside[keys[0], default: [:]][keys[1]] = value
      } else if value != content[row.key] {
        let isSame = value?.texts == content[row.key]?.texts && value != nil
        if !isSame || value?.texts.isEmpty == true { result = result.setting(row.key, to: value) }
      }
    }
    for (key, members) in inside {
      if key == "born", members["source"] == nil {
        result = result.setting("born", to: members["date"])
      } else {
        result = result.setting(key, to: members.isEmpty ? nil : .map(members))
      }
    }
    return (result, problems)
  }

  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  private static func sharings(_ text: String) -> Content? {
    let shared = lines(text).map { line -> Content in
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      return .map(["with": .text(words[0])]).setting(
        "on", to: words.count > 1 ? .text(words[1]) : nil)
    }
    return shared.isEmpty ? nil : .list(shared)
  }
}
