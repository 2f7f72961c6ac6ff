public import CivilTime
internal import FoundationEssentials

/// An act with who did it, in which post, role and body, for which casebook, and when. Its bytes are what the log commits to.
public struct Deed: Sendable, Hashable, Codable {
  /// The id of the casebook.
  public var register: String
  public var at: Instant
  public var by: Author
  /// The verifier of the key that signed it; nil only for a refused attempt, which the casebook itself notes.
  public var key: String?
  /// The case that it concerns.
  public var `case`: String?
  public var act: Act

  public init(register: String, at: Instant, by: Author, key: String?, case: String?, act: Act) {
    self.register = register
    self.at = at
    self.by = by
    self.key = key
    self.case = `case`
    self.act = act
  }

  /// Where it belongs: acts are read back one stream at a time.
  public var stream: Stream {
    switch act.kind.realm {
    case .reads: .reads
    case .register: .register
    case .registerOrCase: `case`.map(Stream.case) ?? .register
    // What is done to the casebook is found among its people, whichever case was named with it.
    case .casebook: .people
    case .oneCase: `case`.map(Stream.case) ?? .people
    }
  }
}

/// Who did something, with the name, post, role and body held on that day.
public struct Author: Sendable, Hashable, Codable {
  public var person: String
  public var name: String
  public var post: String
  public var role: Role
  public var body: String

  public init(person: String, name: String, post: String, role: Role, body: String) {
    self.person = person
    self.name = name
    self.post = post
    self.role = role
    self.body = body
  }

  public init(_ appointment: Appointment) {
    self.init(
      person: appointment.person, name: appointment.name, post: appointment.post,
      role: appointment.role, body: appointment.body)
  }
}

extension Author {
  /// The post alone, without the name of the person in whose place they acted.
  public var rank: String {
    post.ranges(of: ", for ").last.map { String(post[..<$0.lowerBound]) } ?? post
  }

  /// Whoever raised a warning without holding a post.
  public static let reporter = Author(
    person: "reporter", name: "", post: "holder of a receipt", role: .reporter,
    body: "public/public")

  /// The casebook itself.
  public static let casebook = Author(
    person: "casebook", name: "", post: "the casebook", role: .casebook, body: "casebook/casebook")
}

extension Act {
  /// Whether the casebook enters it without anybody's signature: what was refused, what its clocks did, and what whoever holds a
  /// receipt may do without a post.
  public func isUnsigned(by author: Author) -> Bool {
    switch author.role {
    case .casebook: return author == .casebook && kind == .lapse
    case .reporter:
      return author == .reporter
        && (kind == .refused || Role.reporter.access.reach(kind) != nil)
    default: return kind == .refused || kind == .attempt
    }
  }

  /// Whether the register of warnings must be at hand to judge it.
  public var needsRegister: Bool {
    switch self {
    case .account, .countersign, .leave, .respond: true
    case .view(let view): view.matter != nil
    default: false
    }
  }
}

/// The parts of a casebook that can be read by themselves.
public enum Stream: Sendable, Hashable {
  /// The casebook itself: its people, keys, holds and rules of retention.
  case people
  case `case`(String)
  /// Warnings, disagreements, actions and recommendations.
  case register
  /// Who read what, and who was refused.
  case reads
}

extension Stream: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people: "people"
    case .case(let id): "case/\(id)"
    case .register: "register"
    case .reads: "reads"
    }
  }
}

extension Deed {
  private static let format = "act/1"

  private enum Key: String, CodingKey { case heed, register, at, by, key, `case`, act }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let format = try container.decode(String.self, forKey: .heed)
    guard format == Deed.format else {
      throw DecodingError.dataCorruptedError(
        forKey: .heed, in: container, debugDescription: "the format is not \(Deed.format)")
    }
    register = try container.decode(String.self, forKey: .register)
    at = try container.decode(Instant.self, forKey: .at)
    by = try container.decode(Author.self, forKey: .by)
    key = try container.decodeIfPresent(String.self, forKey: .key)
    `case` = try container.decodeIfPresent(String.self, forKey: .case)
    act = try container.decode(Act.self, forKey: .act)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Deed.format, forKey: .heed)
    try container.encode(register, forKey: .register)
    try container.encode(at, forKey: .at)
    try container.encode(by, forKey: .by)
    try container.encodeIfPresent(key, forKey: .key)
    try container.encodeIfPresent(`case`, forKey: .case)
    try container.encode(act, forKey: .act)
  }

  /// The deed as JSON with sorted keys and no spaces, as the log commits to it.
  ///
  /// - Source: RFC 8785, for the strings, whole numbers, lists and objects that deeds are made of.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// - Throws: `DecodingError` if the bytes are no deed.
  public init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Deed.self, from: Data(bytes))
  }

  /// What the author's key signs: the bytes of a deed under a mark of their own, so that they can be taken for nothing else.
  public static func messageToSign(_ payload: [UInt8]) -> [UInt8] {
    Array("heed-act/1\n".utf8) + payload
  }
}
