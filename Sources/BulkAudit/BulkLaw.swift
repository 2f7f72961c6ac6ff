import BitPlanes
public import CivilTime
import EvidenceLogic
public import LawPack

/// A law made ready to be asked of many records at once: every test as one formula over questions that are the same for every record.
///
/// It opens the law as the assessment of one record does; the tests hold the two to the same answers.
public struct BulkLaw: Sendable {
  /// One plane of answers: a test, asked in one run from one side, for every child or every case.
  struct Slot: Hashable, Sendable {
    var subject: RowKind.Subject
    var index: Int
  }

  /// What a formula of a stage takes in.
  enum Input: Hashable, Sendable {
    /// A question of the stage's own kind of rows.
    case question(Int, Run, EvidenceSide)
    /// The question, answered as a fact that is not on record would answer it: nothing that is opposed is offered (rule 11).
    case answered(Int, EvidenceSide)
    /// What an earlier stage answered, for the child or the case of which the row is.
    case slot(Slot)
  }

  /// Formulas over rows of one kind, whose inputs are all known before it.
  struct Stage: Sendable {
    var kind: RowKind
    var inputs: [Input]
    /// Formulas without negation over places in `inputs`.
    var roots: [Formula<Int>]
    var program: PlaneProgram
    /// Where the answer of each root goes, with the convictions that count beside it.
    var outputs: [Output]
  }

  struct Output: Sendable {
    var slot: Slot
    var side: EvidenceSide
    /// The place of the question for convictions among those of the unbound kind: such a conviction is evidence for, and leaves nothing
    /// against.
    var conviction: Int?
  }

  /// An answer about a case that is any of the answers about its children.
  struct Gathering: Sendable {
    var from: Slot
    var to: Output
  }

  enum Step: Sendable {
    case stage(Stage)
    case gathering([Gathering])
  }

  /// The three planes from which a state is read.
  struct StateSlots: Sendable {
    var unopposedFor: Slot
    var unopposedAgainst: Slot
    var countedFor: Slot
  }

  /// One framework as it is asked of every record.
  struct Asked: Sendable {
    var framework: Framework
    /// The framework as a worklist names it.
    var test: AuditEntry.Test
    /// Its place in the law.
    var place: Int
    /// Whether it opens the question of a referral, and that of organised crime.
    var opensReferral: Bool
    var opensMapping: Bool
    var isGroupToMap: Bool
    var subject: RowKind.Subject
    var narrow: StateSlots
    var broad: StateSlots
    /// On conduct that lies wholly inside its days; nil where it has none.
    var certain: (narrow: StateSlots, broad: StateSlots)?
    var force: Force
    /// Places of questions among those of the unbound kind.
    var answered: Int
    var own: Int
    /// Nil where it may be asked of any day.
    var decided: Int?
  }

  /// How it is known whether a text was in force.
  enum Force: Sendable {
    /// The same for every record.
    case known(isOut: Bool)
    /// By what is on record: the place of the question among those of the unbound kind.
    case asked(Int)
  }

  public let law: LawPack
  /// The day whose law governs decisions.
  public private(set) var day: CivilDate
  private(set) var asked: [Asked]
  /// The questions of each kind of row, by `RowKind.index`.
  let questions: [[Question]]
  let plan: QuestionPlan
  let steps: [Step]
  /// How many planes there are about children, and about cases.
  let slotCounts: [Int]
  /// The frameworks about children, and those about cases, by their places among those that are asked.
  let childTests: [Int]
  let groupTests: [Int]
  /// What needs nothing on file.
  private(set) var metByNothing = MetByNothing()

  /// The same law made ready for another day. What is asked of a record is the same on every day.
  public func on(_ day: CivilDate) -> BulkLaw {
    var other = self
    other.day = day
    for index in asked.indices where asked[index].framework.governsBy == .decision {
      other.asked[index].force = .known(isOut: asked[index].framework.isOut(on: day))
    }
    return other
  }

  /// The first later day on which any framework begins or ends; nil where none does.
  var changes: CivilDate? {
    law.frameworks.flatMap { framework in
      [framework.inForce?.days.earliest, framework.inForce?.days.latest?.adding(days: 1)]
    }.compactMap(\.self).filter { $0 > day }.min()
  }

  /// The tests about groups alone, with what they are made of: what joined cases are asked.
  public var aboutGroups: BulkLaw { BulkLaw(law, on: day) { $0.about != .child } }

  public init(_ law: LawPack, on day: CivilDate) { self.init(law, on: day) { _ in true } }

  /// - Parameter isAsked: which frameworks are asked; what they build on is opened whether it is asked or not.
  private init(_ law: LawPack, on day: CivilDate, _ isAsked: (Framework) -> Bool) {
    self.law = law
    self.day = day
    var opening = LawOpening(law)
    asked = law.frameworks.enumerated().filter { isAsked($1) }
      .map { opening.ask($1, at: $0, on: day) }
    childTests = asked.indices.filter { [asked] in asked[$0].subject == .child }
    groupTests = asked.indices.filter { [asked] in asked[$0].subject == .group }
    (steps, questions, slotCounts) = opening.finished()
    plan = QuestionPlan(questions, law)
    metByNothing = MetByNothing(self)
  }
}

extension Framework {
  /// Whether a test of the day of the decision is not the law on a day.
  func isOut(on day: CivilDate) -> Bool { inForce?.uncommenced != nil || !isInForce(on: day) }
}
