internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
package import Reports
internal import Vocabulary

/// One framework's answer about one child or the group: what the law asks, what the record holds for and against each part of it, on
/// what it rests, what is missing and whether anybody ever asked.
///
/// - Parameters:
///   - about: a child of the record, or `Assessment.group`.
///   - showsAll: every statement and every set, not only the first few of each.
/// - Returns: nil if the framework is not asked about them.
package func explanationPage(
  of framework: String, about: String, showsAll: Bool, _ words: CaseWords, _ standing: CaseStanding
) -> Page? {
  guard let finding = words.assessment.finding(framework, about: about) else { return nil }
  let answer = AnswerWords(finding, words)
  let setter = ExplanationSetter(answer: answer, showsAll: showsAll)
  return Page(
    "explanation", title: "\(finding.framework.id) in case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking, fields: setter.fields(standing))
}

/// Fills the template of one answer.
private struct ExplanationSetter {
  let answer: AnswerWords
  let showsAll: Bool

  private var finding: Finding { answer.finding }
  private var framework: Framework { finding.framework }
  private var words: CaseWords { answer.words }
  private var known: String? { words.assessment.known?.description }
  private var links: CaseLinks { CaseLinks(words.record.id, about: finding.about, known: known) }
  private var linker: Linker { links.linker }

  func fields(_ standing: CaseStanding) -> Fields {
    let law = FrameworkWords(framework, in: words.assessment.law)
    let path = CaseLinks(words.record.id).explanation(of: framework.id)
    let subjects = words.assessment.findings.filter { $0.framework.id == framework.id }.map {
      (
        id: $0.about,
        path: CaseLinks(words.record.id, about: $0.about, known: known)
          .explanation(of: framework.id)
      )
    }
    let isLaw = finding.state != .notInForce
    var fields: Fields = [
      "heading": caseHeading(
        words, about: finding.about, subjects: subjects, path: path,
        keeping: ["about": finding.about]),
      "title": framework.title, "id": framework.id,
      "act": [framework.act, framework.actCite].compactMap(\.self).joined(separator: " · "),
      "days": law.days, "governing": law.governing,
      "state": stateFields(finding.state), "isAbout": answer.isAbout,
      "standing": linker.markup(answer.standing),
      "isNever": finding.considered == .never ? true : nil,
      "consideredHTML": answer.considered.map { linker.markup($0) },
      "considering": standing.mayRespond && finding.considered != .notAsked
        ? links.considering(framework.id) : nil,
      "pooled": words.pooled(finding.about).map {
        "'\($0.id)' stands for several people: \($0.standsFor ?? "")."
      },
      "law": lawFields(law),
      "foot": caseFoot(standing),
    ]
    guard isLaw else { return fields }
    fields["isLaw"] = true
    fields["elements"] = answer.elements.map(element)
    fields["askedBeside"] = answer.askedBeside
    fields["irrelevant"] = answer.irrelevant.map { item in
      [
        "says": item.says, "recordedHTML": linker.markup(item.recorded), "cite": item.cite,
      ] as Fields
    }
    fields["notNeeded"] = law.notNeeded
    fields["support"] = support
    fields["suspects"] = finding.suspects.map { id, state in
      ["suspect": id, "state": stateFields(state)] as Fields
    }
    fields["hasSuspects"] = finding.suspects.isEmpty ? nil : true
    fields["suspectsCaution"] = AnswerWords.suspectsCaution
    fields["missing"] = answer.missing.map(missing)
    fields["hasMissing"] = answer.missing.isEmpty ? nil : true
    fields["answers"] = heldAnswers
    fields["hasAnswers"] = heldAnswers.isEmpty ? nil : true
    fields["blocked"] = answer.blocked
    fields["knownSince"] = answer.known
    fields["hasKnownSince"] = answer.known == nil ? nil : true
    fields["knew"] = links.knew
    fields["uncounted"] = answer.uncounted.map { index in
      ["textHTML": linker.markup(words.line(.statement(index), about: finding.about))] as Fields
    }
    fields["hasUncounted"] = answer.uncounted.isEmpty ? nil : true
    fields["isShort"] = isShortened ? true : nil
    fields["all"] =
      path + "?all=1&about=" + pathPart(finding.about)
      + (known.map { "&known=" + $0 } ?? "")
    return fields
  }

  // MARK: Elements

  /// More lines than this of one side on one leaf wait for the page of everything.
  private static let most = 6

  private var isShortened: Bool {
    !showsAll
      && (answer.missing.contains { $0.sets.count > ExplanationSetter.most }
        || answer.elements.contains { element in
          ElementWords.Side.allCases.contains { side in
            Dictionary(grouping: element.evidence(side), by: \.leaf).values.contains {
              $0.count > ExplanationSetter.most
            }
          }
        })
  }

  private func element(_ element: ElementWords) -> Fields {
    let finding = element.finding
    let sides = ElementWords.Side.allCases.map { ($0, element.evidence($0)) }
    let leaves = finding.leaves.enumerated().compactMap { index, leaf -> Fields? in
      let bearing = sides.map { side, lines in (side, lines.filter { $0.leaf == index }) }
      guard bearing.contains(where: { !$0.1.isEmpty }) else { return nil }
      return [
        "asked": capitalised(words.words(leaf)), "leafState": stateFields(leaf.state),
        "isBroadOnly": leaf.isBroadOnly ? true : nil,
        "sides": bearing.compactMap { side, lines in evidence(side, lines) },
      ]
    }
    return [
      "id": finding.element.id, "says": sentence(finding.element.says), "cite": element.cite,
      "elementState": finding.state.map { stateFields($0) },
      "leftTo": finding.state == nil ? element.leftTo : nil,
      "remarks": [element.judgement, element.bySame, element.readings, element.unopposed]
        .compactMap(\.self),
      "leaves": leaves, "hasLeaves": leaves.isEmpty ? nil : true,
      "isBare": leaves.isEmpty && finding.state != nil ? true : nil,
      "open": element.open.map { $0.text(atMost: showsAll ? .max : element.isMet ? 4 : 12) },
    ]
  }

  private func evidence(_ side: ElementWords.Side, _ lines: [ElementWords.Line]) -> Fields? {
    guard !lines.isEmpty else { return nil }
    let limit = showsAll ? lines.count : ExplanationSetter.most
    return [
      "side": side.rawValue,
      "lines": lines.prefix(limit).map { line in
        [
          "textHTML": linker.markup(line.text),
          "through": line.through.map { links.explanation(of: $0) }, "throughID": line.through,
        ] as Fields
      },
      "more": lines.count > limit ? "\(lines.count - limit)" : nil,
    ]
  }

  // MARK: Rests on, missing

  private var support: Fields? {
    guard let support = answer.support else { return nil }
    let limit = showsAll ? support.sets.count : ExplanationSetter.most
    return [
      "restsOn": support.restsOn(atMost: limit, elsewhere: ""), "oneSource": support.oneSource,
      "isOne": support.onlySource == nil ? nil : true, "weakest": support.weakest,
    ]
  }

  private func missing(_ missing: AnswerWords.Missing) -> Fields {
    let limit = showsAll ? missing.sets.count : ExplanationSetter.most
    return [
      "missingHeading": missing.heading,
      "sets": missing.sets.prefix(limit).map { set in
        ["questions": set.map(question), "isSeveral": set.count > 1 ? true : nil] as Fields
      },
      "more": missing.sets.count > limit
        ? "\(missing.sets.count - limit) more ways are on the page of everything."
        : missing.isExact || missing.sets.isEmpty ? nil : AnswerWords.largerSets,
    ]
  }

  private func question(_ label: Finding.FactLabel) -> Fields {
    [
      "ask": words.vocabulary[fact: label.fact]?.ask
        ?? capitalised(Reports.words(ofName: label.fact)) + "?",
      "fact": words.words(label: label.label, fact: label.fact),
      "isDenied": label.label.hasPrefix("not ") ? true : nil,
    ]
  }

  /// Where an answer to each question may already be held, each once.
  private var heldAnswers: [Fields] {
    var seen: Set<String> = []
    let labels = answer.missing.flatMap { missing in
      missing.sets.prefix(showsAll ? .max : ExplanationSetter.most).flatMap(\.self)
    }
    return labels.filter { seen.insert($0.fact).inserted }.compactMap { label in
      guard let fact = words.vocabulary[fact: label.fact], !fact.foundIn.isEmpty else { return nil }
      return [
        "fact": capitalised(Reports.words(ofName: fact.name)),
        "places": sentence(capitalised(fact.foundIn.joined(separator: "; "))),
      ]
    }
  }

  private func lawFields(_ law: FrameworkWords) -> Fields {
    [
      "straddles": law.straddles, "notes": law.notes, "hasNotes": law.notes.isEmpty ? nil : true,
      "openQuestions": law.questions, "hasQuestions": law.questions.isEmpty ? nil : true,
      "checked": law.checked, "read": framework.read, "page": LawLinks.framework(framework.id),
      "correction": law.correction,
    ]
  }
}
