/// Which logs a reader trusts, and whose cosignatures make a checkpoint final.
///
/// - Source: C2SP tlog-policy. Heed takes logs with keys of type 1 and witnesses with keys of
///   type 4. The file is UTF-8; names are compared by their bytes.
public struct WitnessPolicy: Sendable, Hashable {
  /// A witness line.
  public struct Member: Sendable, Hashable {
    let exactName: ExactText
    public let verifier: NoteVerifier
    /// Where the witness takes requests, if the policy says so. Not checked.
    public let url: String?

    /// What this policy calls the witness; it means nothing outside.
    public var name: String { exactName.string }
  }

  /// A group line: it has witnessed what at least `threshold` of its members have.
  public struct Group: Sendable, Hashable {
    let exactName: ExactText
    public let threshold: Int
    let parts: [Part]

    public var name: String { exactName.string }
  }

  /// What a group or the quorum refers to: a place in `witnesses` or in `groups`.
  enum Part: Sendable, Hashable {
    case witness(Int)
    case group(Int)
  }

  /// The logs in the order of the file. The name of a key is the origin of its log.
  public let logs: [NoteVerifier]
  /// The address of each log that has one. Not checked.
  public let logURLs: [NoteVerifier: String]
  /// The witnesses in the order of the file.
  public let witnesses: [Member]
  /// The groups in the order of the file; members stand before their group.
  public let groups: [Group]
  let quorumPart: Part?

  /// A policy that asks for no cosignature: a checkpoint counts as soon as its log has signed.
  ///
  /// Then nothing shows that the log says the same to everybody.
  public static func none(logs: [NoteVerifier] = []) -> WitnessPolicy {
    WitnessPolicy(logs: logs, logURLs: [:], witnesses: [], groups: [], quorumPart: nil)
  }

  /// Whether any cosignature is asked for; false after `quorum none`.
  public var needsWitnesses: Bool { quorumPart != nil }

  /// The name on the quorum line; `none` if no cosignature is asked for.
  public var quorum: String {
    switch quorumPart {
    case .witness(let place): witnesses[place].name
    case .group(let place): groups[place].name
    case nil: "none"
    }
  }

  /// The names of a group's members, in the order of its line.
  public func members(of group: Group) -> [String] {
    group.parts.map {
      switch $0 {
      case .witness(let place): witnesses[place].name
      case .group(let place): groups[place].name
      }
    }
  }

  /// Whether cosignatures by these keys reach the quorum.
  ///
  /// The caller has verified the cosignatures, and that all are of one checkpoint. Keys that the
  /// policy does not list count for nothing; one key counts once, however often it is given.
  public func isSatisfied(by verifiers: [NoteVerifier]) -> Bool {
    let given = Set(verifiers)
    let witnessed = witnesses.map { given.contains($0.verifier) }
    var reached: [Bool] = []
    func holds(_ part: Part) -> Bool {
      switch part {
      case .witness(let place): witnessed[place]
      case .group(let place): reached[place]
      }
    }
    for group in groups {
      reached.append(group.parts.count(where: holds) >= group.threshold)
    }
    return quorumPart.map(holds) ?? true
  }
}
