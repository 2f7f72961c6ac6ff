public import CivilTime

/// Where a statement comes from: a note, an account, a finding, and who held it since when.
public struct Source: Sendable, Hashable {
  /// One body telling another.
  public struct Sharing: Sendable, Hashable {
    public var with: String
    public var on: UncertainDate

    public init(with: String, on: UncertainDate) {
      self.with = with
      self.on = on
    }
  }

  /// A grade as the intelligence system wrote it, kept raw.
  public struct Grade: Sendable, Hashable {
    public var scheme: String
    public var value: String

    public init(scheme: String, value: String) {
      self.scheme = scheme
      self.value = value
    }
  }

  public var id = ""
  /// The body that made it or holds it, as `body/office`.
  public var agency = ""
  /// A kind from `Law/source-kinds.yaml`.
  public var kind = ""
  /// When it was said or written.
  public var made: UncertainDate?
  /// When `agency` first held it.
  public var held: UncertainDate?
  public var shared: [Sharing] = []
  /// Where the original is.
  public var ref: String?
  public var grade: Grade?
  /// The source that this one only passes on: both count as one.
  public var repeats: String?

  /// One of which nothing is told yet, to be filled in where it stands: to hand on so large a value would copy it.
  package init() {}

  public init(
    id: String, agency: String, kind: String, made: UncertainDate? = nil,
    held: UncertainDate? = nil, shared: [Sharing] = [], ref: String? = nil, grade: Grade? = nil,
    repeats: String? = nil
  ) {
    self.id = id
    self.agency = agency
    self.kind = kind
    self.made = made
    self.held = held
    self.shared = shared
    self.ref = ref
    self.grade = grade
    self.repeats = repeats
  }
}
