internal import EvidenceLogic
internal import Vocabulary

extension LawPack {
  /// How many frameworks, or elements, were checked against the text in each way.
  public struct StatusCounts: Sendable, Hashable {
    public var frameworks: [Verification: Int]
    public var elements: [Verification: Int]
  }

  /// How the encodings were checked, over the whole law.
  public var statusCounts: StatusCounts {
    func counts(_ marks: some Sequence<Verification>) -> [Verification: Int] {
      marks.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    return StatusCounts(
      frameworks: counts(frameworks.map(\.status)),
      elements: counts(frameworks.flatMap(\.elements).map(\.status)))
  }

  /// The facts for which a framework's test asks on either reading, also through the frameworks on which it builds.
  ///
  /// In the order of the test, each once. What is shown beside the answer (`child-link`) is no part of the test.
  public func factsNamed(by framework: Framework) -> [String] {
    var facts: [String] = []
    var known: Set<String> = []
    var seen: Set<[String]> = []
    collectFacts(of: framework, reading: .broad, into: &facts, known: &known, seen: &seen)
    return facts
  }

  private func collectFacts(
    of framework: Framework, reading: Reading, into facts: inout [String],
    known: inout Set<String>, seen: inout Set<[String]>
  ) {
    guard seen.insert([framework.id, reading.rawValue]).inserted else { return }
    for element in framework.elements {
      for (leaf, _) in element.formula(reading)?.leaves ?? [] {
        switch leaf {
        case .fact(let test):
          if known.insert(test.fact).inserted { facts.append(test.fact) }
        case .framework(let reference):
          guard let other = self[framework: reference.id] else { continue }
          collectFacts(
            of: other, reading: reference.reading(inheriting: reading), into: &facts, known: &known,
            seen: &seen)
        }
      }
    }
  }

  /// The age under which the test cannot be met, on either reading: conduct after that birthday counts for nothing in it.
  ///
  /// Nil if the test can be met at any age. Found where an age fact is reached from the top of the test through `all`
  /// alone, also through the frameworks on which it builds; what only the narrow reading asks for does not count, because
  /// the broad one does without it.
  ///
  /// - Units: years.
  public func requiredAge(of framework: Framework) -> Int? {
    requiredAge(of: framework, reading: .broad, above: [])
  }

  private func requiredAge(
    of framework: Framework, reading: Reading, above: Set<String>
  ) -> Int? {
    guard !above.contains(framework.id) else { return nil }
    let leaves = framework.test.required.flatMap {
      framework.elements[$0].formula(reading)?.required ?? []
    }
    return leaves.compactMap { leaf -> Int? in
      switch leaf {
      case .fact(let test): return vocabulary[fact: test.fact]?.computed?.years
      case .framework(let reference):
        guard let other = self[framework: reference.id] else { return nil }
        return requiredAge(
          of: other, reading: reference.reading(inheriting: reading),
          above: above.union([framework.id]))
      }
    }.min()
  }
}

extension FrameworkReference {
  /// The reading in which the other framework is taken, when this one is read so.
  func reading(inheriting reading: Reading) -> Reading {
    self.reading.flatMap(Reading.init(rawValue:)) ?? reading
  }
}
