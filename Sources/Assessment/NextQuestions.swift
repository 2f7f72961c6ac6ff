import CaseRecord
public import EvidenceLogic
import LawPack
import Vocabulary

/// A question whose answer would settle something: for professionals and for files, never one to put to a child.
public struct NextQuestion: Sendable, Hashable {
  /// What the answer would settle.
  public struct Completion: Sendable, Hashable {
    public var framework: String
    /// A child's id, or `Assessment.group`.
    public var about: String
    /// Narrow: it would be met on every reading. Broad: it would be arguable.
    public var reading: Reading
    /// The fact asked, with the conditions under which this test accepts it: `offenders (at least 3)`.
    public var label: String
    /// What else is missing; empty where this one answer would be enough.
    public var with: [String]

    public init(
      framework: String, about: String, reading: Reading, label: String, with: [String]
    ) {
      self.framework = framework
      self.about = about
      self.reading = reading
      self.label = label
      self.with = with
    }
  }

  public var fact: String
  public var ask: String
  /// Where an answer may already be held.
  public var foundIn: [String]
  /// In the order of whom it is about and of the law; for each test the way that needs least besides.
  public var completes: [Completion]

  public init(fact: String, ask: String, foundIn: [String], completes: [Completion]) {
    self.fact = fact
    self.ask = ask
    self.foundIn = foundIn
    self.completes = completes
  }

  /// What this one answer would settle, with nothing else.
  public var alone: [Completion] { completes.filter(\.with.isEmpty) }
}

/// The next best questions across every framework of the record's own jurisdiction.
///
/// They are drawn from the missing sets: for each test and reading, from its smallest. Those come first that would
/// settle something by themselves, among them those that would settle most tests, then by name. That order is of
/// questions, for whoever has time for a few; it is no measure of a child.
///
/// - Unknowns: a test whose missing sets were capped may lack a way to complete it here, never a fact that it has.
public func nextQuestions(_ assessment: Assessment) -> [NextQuestion] {
  var completions: [String: [NextQuestion.Completion]] = [:]
  for finding in assessment.findings where !finding.marks.isComparison {
    for completion in smallest(of: finding) {
      completions[completion.fact, default: []].append(completion.completion)
    }
  }
  let questions = completions.compactMap { fact, completions -> NextQuestion? in
    guard let fact = assessment.law.vocabulary[fact: fact] else { return nil }
    return NextQuestion(
      fact: fact.name, ask: fact.ask, foundIn: fact.foundIn, completes: completions)
  }
  return questions.sorted { left, right in
    (least(left), -left.alone.count, -left.completes.count, left.fact)
      < (least(right), -right.alone.count, -right.completes.count, right.fact)
  }
}

private func least(_ question: NextQuestion) -> Int {
  question.completes.map(\.with.count).min() ?? .max
}

/// What each fact of a finding's smallest missing sets would complete. A fact that completes the narrow reading is not offered for the broad one.
private func smallest(of finding: Finding)
  -> [(fact: String, completion: NextQuestion.Completion)]
{
  var found: [(fact: String, completion: NextQuestion.Completion)] = []
  for reading in Reading.allCases {
    guard let missing = finding.missing[reading], let size = missing.sets.first?.count, size > 0
    else { continue }
    for set in missing.sets where set.count == size {
      for label in set {
        let others = set.filter { $0 != label }.map(\.label)
        let isOffered = found.contains {
          $0.completion.label == label.label && $0.completion.with.count <= others.count
        }
        guard !isOffered else { continue }
        found.append(
          (
            label.fact,
            NextQuestion.Completion(
              framework: finding.framework.id, about: finding.about, reading: reading,
              label: label.label, with: others)
          ))
      }
    }
  }
  return found
}
