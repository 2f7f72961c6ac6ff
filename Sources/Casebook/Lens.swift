public import CivilTime

/// What a reader does not see of a case, and why. What lies beneath is never changed.
public struct Lens: Sendable, Hashable {
  /// One kind of thing that is withheld.
  public enum Withholding: String, Sendable, Hashable, CaseIterable, Comparable {
    case sourceIdentity = "source-identity"
    case location
    case intelligence
    /// Every other child and adult goes by a number, and statements that are only about other children are left out.
    case otherPeople = "other-people"
    /// The marks of vehicles and telephones, and streets.
    case identifiers
    /// Where the originals are and how they were graded, of every source.
    case originals
    /// A layer that somebody laid over a part.
    case redaction

    public static func < (one: Withholding, other: Withholding) -> Bool {
      allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
    }
  }

  public var name: String
  /// For whom the copy is.
  public var reader: String
  public var withheld: Set<Withholding>
  /// The person whose copy it is, where it is one person's.
  public var subject: String?

  public init(
    name: String, reader: String, withheld: Set<Withholding>, subject: String? = nil
  ) {
    self.name = name
    self.reader = reader
    self.withheld = withheld
    self.subject = subject
  }
}

extension Lens.Withholding {
  /// A short code, to stand where something was withheld.
  public var code: String {
    switch self {
    case .sourceIdentity: "W1"
    case .location: "W2"
    case .intelligence: "W3"
    case .otherPeople: "W4"
    case .identifiers: "W5"
    case .originals: "W6"
    case .redaction: "W7"
    }
  }

  /// Why, in a plain sentence.
  public var sentence: String {
    switch self {
    case .sourceIdentity:
      "Who told us this is kept apart, so that nobody is put at risk for speaking."
    case .location:
      "Where a child is placed, a refuge is, or a family moved to is kept apart, to keep them safe."
    case .intelligence:
      "Where police intelligence came from and how it was graded may harm an investigation if it is known (Data Protection Act 2018 Sch 2 para 2)."
    case .otherPeople:
      "Other people's own information belongs to them (Data Protection Act 2018 Sch 2 para 16)."
    case .identifiers:
      "Number plates, telephone numbers and streets lead to other people (Data Protection Act 2018 Sch 2 para 16)."
    case .originals:
      "Where the originals are held may show who spoke to us."
    case .redaction:
      "Somebody with the authority to do so covered this part; what lies beneath is kept."
    }
  }
}

extension [Lens.Withholding: Int] {
  /// What was withheld at all, in the order of the codes, with how often.
  public var counted: [(withholding: Lens.Withholding, count: Int)] {
    filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// The copies that can be asked for by name.
public enum RedactionProfile: String, Sendable, Hashable, CaseIterable {
  /// For the person whose story it is.
  case survivor
  /// For a parent or carer, where it is safe to give them one.
  case family
  /// For a statutory inquiry or an inspection with the power to see everything.
  case inquiry

  public func lens(subject: String) -> Lens {
    switch self {
    case .survivor:
      Lens(
        name: rawValue, reader: "the person whose story it is",
        withheld: [
          .sourceIdentity, .location, .intelligence, .otherPeople, .identifiers, .redaction,
        ],
        subject: subject)
    case .family:
      Lens(
        name: rawValue, reader: "a parent or carer",
        withheld: Set(Lens.Withholding.allCases), subject: subject)
    case .inquiry:
      Lens(name: rawValue, reader: "an inquiry", withheld: [], subject: nil)
    }
  }
}

extension Lens {
  /// What a person sees in a case: what their role may see and they were granted, and never more.
  public static func reading(
    as author: Author, of file: CaseFile, at now: Instant
  ) -> Lens {
    let closed: [(ContentClass, Withholding)] = [
      (.sourceIdentity, .sourceIdentity), (.location, .location), (.intelligence, .intelligence),
    ]
    let withheld = closed.filter { content, _ in
      !author.role.access.sees.contains(content)
        && !file.isGranted(content, to: author.person, at: now)
    }.map(\.1)
    return Lens(
      name: author.role.rawValue, reader: "\(author.post), \(author.body)",
      withheld: Set(withheld).union([.redaction]))
  }

  /// What both leave to be seen.
  public func combined(with other: Lens) -> Lens {
    Lens(
      name: other.name, reader: other.reader, withheld: withheld.union(other.withheld),
      subject: other.subject)
  }
}
