import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import Vocabulary

// The questions that ask no fact.
extension RecordAnswers {
  struct Conviction {
    var response: Response
    /// On which it was on file.
    var days: DayBits

    /// - Parameter child: by id; nil for the case.
    func `is`(of framework: String, about child: String?) -> Bool {
      response.framework == framework && (child.map(response.about.contains) ?? true)
    }
  }

  /// What is on file beside statements.
  struct Beside {
    var convictions: [Conviction]
    /// By their places.
    var responses: [Int]
    /// Of children and of the case: the questions whether a law is the record's own to which the answer is that it is.
    var own: (children: [Int], record: [Int])
  }

  func besideStatements() -> Beside {
    let own = evidence.jurisdictionOfLaw
    return Beside(
      convictions: evidence.convictionAtoms.map { atom, response in
        Conviction(response: response, days: bits(since: evidence.firstArrival(of: atom)))
      },
      responses: evidence.responsesOnFile,
      own: (
        plan.own(RowKind(subject: .child), of: own), plan.own(RowKind(subject: .group), of: own)
      ))
  }

  /// All but convictions is asked of everything on file alone: nothing is dated by it.
  ///
  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - child: by its place among the children; nil for the case.
  mutating func appendOthers(
    _ kind: Int, _ beside: Beside, _ child: Int?, to rows: inout DatedRows
  ) {
    let (people, records) = (evidence.record.people, evidence.record.responses)
    let name = child.map { people[children[$0]].id }
    let now: DayBits = 1
    for number in child == nil ? beside.own.record : beside.own.children {
      rows.append(DatedRows.code(number, .for), now)
    }
    decided.clear()
    for index in beside.responses {
      if let name, !records[index].about.isEmpty, !records[index].about.contains(name) { continue }
      if let day = records[index].on?.range.latest { decided.append(day) }
      guard records[index].act == .considered, let framework = records[index].framework,
        let number = plan.others[kind].answered[framework]
      else { continue }
      rows.append(DatedRows.code(number, .for), now)
    }
    for (number, days) in plan.others[kind].decided {
      if decided.isEmpty {
        rows.append(DatedRows.code(number, .against), now)
      } else if decided.contains(where: days.contains) {
        rows.append(DatedRows.code(number, .for), now)
      }
    }
    appendConvictions(kind, beside.convictions, name, to: &rows)
    var harm = harm
    if let child { harm &= self.people[children[child]].about }
    if harm.isEmpty { return }
    if isInClusters {
      for (place, statements) in clusters.enumerated() {
        rows.append(
          DatedRows.code(plan.leaves.harm, .for), cluster: place + 1,
          onFile(harm & statements, nil))
      }
      return
    }
    for question in plan.others[kind].outOfForce {
      let within = within(question.days)
      // All harm lies outside the days of a text, of whose offence nobody was convicted.
      var out = onFile(harm, nil) & ~onFile(harm & within.statements, within)
      for conviction in beside.convictions where conviction.is(of: question.framework, about: name)
      {
        out &= ~conviction.days
      }
      rows.append(DatedRows.code(question.number, .for), out)
    }
  }

  private func appendConvictions(
    _ kind: Int, _ convictions: [Conviction], _ child: String?, to rows: inout DatedRows
  ) {
    if convictions.isEmpty { return }
    for (index, conviction) in convictions.enumerated() {
      guard let framework = conviction.response.framework,
        !convictions[..<index].contains(where: { $0.response.framework == framework }),
        let number = plan.others[kind].convicted[framework]
      else { continue }
      let here = convictions.filter { $0.is(of: framework, about: child) }
      rows.append(DatedRows.code(number, .for), here.reduce(0) { $0 | $1.days })
    }
  }
}
