/// What somebody has typed into a form, by the names of its fields.
package struct Typed: Sendable, Hashable {
  private var values: [String: [String]]

  package init(_ values: [String: [String]] = [:]) { self.values = values }

  /// The text of a field; empty where there is none.
  package subscript(name: String) -> String {
    get { values[name]?.first ?? "" }
    set { values[name] = newValue.isEmpty ? nil : [newValue] }
  }

  /// Every text that a field was given, without empty ones.
  package func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

  package mutating func set(_ name: String, to texts: [String]) { values[name] = texts }

  package var isEmpty: Bool { values.isEmpty }
}

/// What cannot be taken as it was typed, and at which field.
package struct FormProblem: Sendable, Hashable {
  package var field: String
  package var says: String

  package init(_ field: String, _ says: String) {
    self.field = field
    self.says = says
  }
}

/// One field of a form.
package struct FormField: Sendable, Hashable {
  package struct Option: Sendable, Hashable {
    package var value: String
    package var label: String
    package var hint: String?

    package init(_ value: String, _ label: String, hint: String? = nil) {
      self.value = value
      self.label = label
      self.hint = hint
    }
  }

  package enum Kind: Sendable, Hashable {
    case text
    case short
    case long
    case hidden
    /// The name with which somebody signs in.
    case userName
    /// A password, which is never shown again; `isNew` for one that is being chosen.
    case password(isNew: Bool)
    /// A code of one use: pasted, typed, or filled in by the device.
    case code
    /// One of a list that unfolds; the first choice stands for none.
    case list([Option], none: String)
    /// One of several.
    case one([Option])
    /// Any of several.
    case many([Option])
    /// A day, as three fields.
    case day
    /// A date as far as it is known: a day, a month, a season or a year, and how sure it is.
    case date
  }

  package var name: String
  package var label: String
  package var hint: String?
  package var kind: Kind

  package init(_ name: String, _ label: String, hint: String? = nil, _ kind: Kind = .text) {
    self.name = name
    self.label = label
    self.hint = hint
    self.kind = kind
  }
}

/// Fields that belong together.
package struct FormSection: Sendable, Hashable {
  package var heading: String?
  package var lead: [String]
  package var fields: [FormField]
  /// Under which words they wait folded; nil for what is always open.
  package var fold: String?
  package var isOpen: Bool

  package init(
    _ heading: String? = nil, lead: [String] = [], fold: String? = nil, isOpen: Bool = false,
    _ fields: [FormField]
  ) {
    self.heading = heading
    self.lead = lead
    self.fold = fold
    self.isOpen = isOpen
    self.fields = fields
  }
}

/// A form, with what was typed and what is wrong with it.
package struct FormSheet: Sendable, Hashable {
  package struct Button: Sendable, Hashable {
    package var label: String
    /// Stands under `do` in what is sent; nil for the one button of a form.
    package var does: String?
    package var isSecond: Bool

    package init(_ label: String, does: String? = nil, isSecond: Bool = false) {
      self.label = label
      self.does = does
      self.isSecond = isSecond
    }
  }

  /// Where it is sent.
  package var action: String
  package var sections: [FormSection]
  package var buttons: [Button]
  /// The page on which it stands, to which a draft belongs.
  package var page: String
  /// Whether what is begun is kept.
  package var isKept: Bool
  /// When what was begun was kept, in words; nil for a form that is not filled from it.
  package var kept: String?
  /// Where the script asks what the form would change.
  package var preview: String?

  package init(
    action: String, page: String? = nil, sections: [FormSection], buttons: [Button],
    isKept: Bool = false, kept: String? = nil, preview: String? = nil
  ) {
    self.action = action
    self.page = page ?? action
    self.sections = sections
    self.buttons = buttons
    self.isKept = isKept
    self.kept = kept
    self.preview = preview
  }

  package func fields(_ typed: Typed, _ problems: [FormProblem] = []) -> Fields {
    [
      "action": action, "formPage": page, "isKept": isKept ? true : nil, "kept": kept,
      "preview": preview,
      "sections": sections.map { section in
        let isWrong = section.fields.contains { field in
          problems.contains { $0.field == field.name }
        }
        return [
          "heading": section.heading, "lead": section.lead, "fold": section.fold,
          "isUnfolded": section.isOpen || isWrong ? true : nil,
          "inputs": section.fields.map { $0.fields(typed, problems) },
        ] as Fields
      },
      "buttons": buttons.map { button in
        [
          "caption": button.label, "does": button.does, "isSecond": button.isSecond ? true : nil,
        ] as Fields
      },
    ]
  }

  /// What is wrong, for the head of the page.
  package static func summary(
    _ problems: [FormProblem], heading: String = "Nothing was entered yet"
  ) -> Fields? {
    problems.isEmpty
      ? nil
      : [
        "summaryHeading": heading,
        "problems": problems.map { ["field": $0.field, "says": $0.says] as Fields },
      ]
  }
}

extension Fields {
  /// What a browser, or whatever keeps passwords for somebody, is told of a field.
  ///
  /// - Source: WCAG 2.2, 1.3.5 and 3.3.8; HTML, autofill.
  fileprivate mutating func enter(_ type: String, _ autocomplete: String) {
    self["isEntry"] = true
    self["entryType"] = type
    self["autocomplete"] = autocomplete
  }
}

extension FormField {
  func fields(_ typed: Typed, _ problems: [FormProblem]) -> Fields {
    let error = problems.filter { $0.field == name }.map(\.says).joined(separator: " ")
    let described = [hint.map { _ in "\(name)-hint" }, error.isEmpty ? nil : "\(name)-error"]
      .compactMap(\.self).joined(separator: " ")
    var fields: Fields = [
      "name": name, "label": label, "hint": hint, "error": error, "described": described,
      "value": typed[name],
    ]
    switch kind {
    case .text: fields["isText"] = true
    case .short: fields["isShort"] = true
    case .long: fields["isLong"] = true
    case .hidden: fields["isHidden"] = true
    case .userName: fields.enter("text", "username")
    case .password(let isNew):
      fields.enter("password", isNew ? "new-password" : "current-password")
      fields["value"] = nil
    case .code:
      fields.enter("text", "one-time-code")
      fields["value"] = nil
    case .list(let options, let none):
      fields["isList"] = true
      fields["none"] = none
      fields["options"] = self.options(options, typed)
    case .one(let options):
      fields["isGroup"] = true
      fields["type"] = "radio"
      fields["options"] = self.options(options, typed)
    case .many(let options):
      fields["isGroup"] = true
      fields["type"] = "checkbox"
      fields["options"] = self.options(options, typed)
    case .day, .date:
      fields["isDate"] = true
      fields["day"] = typed["\(name)-day"]
      fields["month"] = typed["\(name)-month"]
      fields["year"] = typed["\(name)-year"]
      guard kind == .date else { break }
      fields["isUncertain"] = true
      fields["seasons"] = chosen(DateParts.seasons, typed["\(name)-season"])
      fields["sureties"] = chosen(DateParts.sureties, typed["\(name)-sure"])
    }
    return fields
  }

  private func options(_ options: [Option], _ typed: Typed) -> [Fields] {
    let chosen = Set(typed.all(name))
    return options.enumerated().map { index, option in
      [
        // The first has the name of the group, so that a link to the group leads to it.
        "id": index == 0 ? name : "\(name)-\(index + 1)", "option": option.value,
        "caption": option.label, "remark": option.hint,
        "isChosen": chosen.contains(option.value) ? true : nil,
      ]
    }
  }

  private func chosen(_ choices: [(String, String)], _ value: String) -> [Fields] {
    choices.map { choice, caption in
      // An empty text is no choice, and still has to be there to be chosen.
      ["choice": choice, "caption": caption, "isChosen": choice == value ? true : nil]
    }
  }
}
