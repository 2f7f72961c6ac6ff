package import CaseRecord
internal import Casebook
internal import Reports
package import Vocabulary

/// A phrase of which the rules of language speak. A suggestion, and nothing waits for it.
package struct WordPrompt: Sendable, Hashable {
  package var phrase: String
  package var why: String
  package var instead: [String]
  package var source: String

  package init(phrase: String, why: String, instead: [String], source: String) {
    self.phrase = phrase
    self.why = why
    self.instead = instead
    self.source = source
  }

  package static func fields(_ prompts: [WordPrompt]) -> Fields? {
    prompts.isEmpty
      ? nil
      : [
        "promptRows": prompts.map { prompt in
          [
            "phrase": prompt.phrase, "because": sentence(prompt.why),
            "instead": prompt.instead.map { "“\($0)”" }.joined(separator: "; or "),
            "promptSource": prompt.source,
          ] as Fields
        }
      ]
  }
}

// MARK: What happened

/// The first step of adding a statement: which fact of the vocabulary it is of.
///
/// - Parameters:
///   - find: plain words; only facts that they fit are shown.
///   - begun: the fact of a statement that was begun, and when it was kept.
package func chooseFactPage(
  in record: CaseRecord, _ vocabulary: Vocabulary, about: String?, find: String?,
  begun: (fact: String, kept: String)?
) -> Page {
  let links = CaseLinks(record.id, about: about)
  let found = find.map { vocabulary.facts(matching: $0) } ?? vocabulary.facts
  var groups: [(String, [Fact])] = []
  for fact in found {
    if groups.last?.0 == fact.group {
      groups[groups.count - 1].1.append(fact)
    } else {
      groups.append((fact.group, [fact]))
    }
  }
  func path(_ fact: String) -> String {
    "\(links.base)/statements/new?fact=\(pathPart(fact))"
      + (about.map { "&about=\(pathPart($0))" } ?? "")
  }
  return Page(
    "choose-fact", title: "Add a statement: what happened", section: .cases,
    crumbs: caseCrumbs(record.id), marking: handlingMarking,
    fields: [
      "action": "\(links.base)/statements/new", "about": about, "find": find,
      "heading": find.map { words in
        found.isEmpty
          ? "Nothing fits “\(words)”"
          : "\(count(found.count, "kind")) of statement that fit “\(words)”"
      } ?? "Everything that can be stated",
      "all": find.map { _ in links.newStatement },
      "begun": begun.map { begun in
        [
          "begunFact": capitalised(Reports.words(ofName: begun.fact)),
          "begunPath": path(begun.fact), "begunKept": begun.kept,
          "begunPage": "\(links.base)/statements/new",
        ] as Fields
      },
      "groups": groups.map { group, facts in
        [
          "group": capitalised(Reports.words(ofName: group)),
          "isOpen": find == nil ? nil : true,
          "facts": facts.map { fact in
            [
              "name": capitalised(Reports.words(ofName: fact.name)), "path": path(fact.name),
              "ask": fact.ask, "meaning": find == nil ? nil : fact.note,
            ] as Fields
          },
        ] as Fields
      },
    ])
}

extension Vocabulary {
  /// The facts that plain words fit, those whose name they fit first; every word has to be there, as far as its stem.
  package func facts(matching words: String) -> [Fact] {
    let stems = words.lowercased().split { !$0.isLetter && !$0.isNumber }.map(Vocabulary.stem)
    guard !stems.isEmpty else { return facts }
    func fits(_ text: String) -> Bool {
      let there = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      return stems.allSatisfy { stem in there.contains { $0.hasPrefix(stem) } }
    }
    return facts.filter { fact in
      let roles = fact.roles.flatMap { [$0.key] + $0.value }
      return fits(
        ([fact.name, fact.group, fact.ask, fact.note ?? ""] + roles + fact.foundIn)
          .joined(separator: " "))
    }
  }

  private static func stem(_ word: Substring) -> Substring {
    for ending in ["ing", "ed", "es", "s"] where word.count > ending.count + 3 {
      if word.hasSuffix(ending) { return word.dropLast(ending.count) }
    }
    return word
  }
}

// MARK: The statement

/// What stands around the form of a statement.
package struct StatementSheet: Sendable {
  package var form: StatementForm
  package var typed: Typed
  package var problems: [FormProblem]
  package var about: String?
  /// When what was begun was kept.
  package var kept: String?
  package var changes: WhatChanges?
  /// The date in words, as the casebook will say it back.
  package var said: String?
  package var prompts: [WordPrompt]

  package init(
    form: StatementForm, typed: Typed, problems: [FormProblem] = [], about: String? = nil,
    kept: String? = nil, changes: WhatChanges? = nil, said: String? = nil,
    prompts: [WordPrompt] = []
  ) {
    self.form = form
    self.typed = typed
    self.problems = problems
    self.about = about
    self.kept = kept
    self.changes = changes
    self.said = said
    self.prompts = prompts
  }
}

/// The second step: who, when, from where, and whether the source says that it did or that it did not.
package func newStatementPage(_ sheet: StatementSheet) -> Page {
  let fact = sheet.form.fact
  let links = CaseLinks(sheet.form.record.id, about: sheet.about)
  let page = "\(links.base)/statements/new"
  let form = FormSheet(
    action: page, sections: sheet.form.sections(sheet.typed),
    buttons: [
      .init("Add the statement", does: "add"),
      .init("See first what it would change", does: "preview", isSecond: true),
    ],
    isKept: true, kept: sheet.kept, preview: "\(links.base)/statements/preview")
  var fields = factFields(fact)
  fields["change"] = links.newStatement
  fields["summary"] = FormSheet.summary(sheet.problems)
  fields["sheet"] = form.fields(sheet.typed, sheet.problems)
  fields["outcome"] = outcome(sheet)
  fields["prompts"] = WordPrompt.fields(sheet.prompts)
  return Page(
    "new-statement", title: "Add a statement", section: .cases,
    crumbs: caseCrumbs(sheet.form.record.id), marking: handlingMarking, fields: fields)
}

/// What the statement would change, by itself, for the script.
package func statementPreview(_ sheet: StatementSheet) -> Page {
  Page(
    "statement-preview", title: "What it would change",
    fields: [
      "summary": FormSheet.summary(sheet.problems), "outcome": outcome(sheet),
      "prompts": WordPrompt.fields(sheet.prompts),
    ])
}

/// What has to be said before anything can be told, for the script.
package func stillMissing(_ problems: [FormProblem]) -> Page {
  Page(
    "statement-preview", title: "What it would change",
    fields: ["summary": FormSheet.summary(problems)])
}

private func outcome(_ sheet: StatementSheet) -> Fields? {
  guard let changes = sheet.changes else { return nil }
  return ["changes": changes.fields(), "said": sheet.said]
}

func factFields(_ fact: Fact) -> Fields {
  [
    "factName": capitalised(Reports.words(ofName: fact.name)), "ask": fact.ask,
    "meaning": fact.note,
  ]
}
