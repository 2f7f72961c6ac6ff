public import Casebook
public import CivilTime

/// Who held which post and which key, and when: by it a reader knows whose signatures are whose.
public struct PackedPeople: Sendable, Hashable {
  public struct Post: Sendable, Hashable {
    public var person: String
    public var name: String
    public var post: String
    public var role: String
    public var body: String
    public var since: Instant
    public var until: Instant?

    public init(
      person: String, name: String, post: String, role: String, body: String, since: Instant,
      until: Instant?
    ) {
      self.person = person
      self.name = name
      self.post = post
      self.role = role
      self.body = body
      self.since = since
      self.until = until
    }
  }

  public struct Key: Sendable, Hashable {
    public var person: String
    public var verifier: String
    public var since: Instant
    /// Until when it may have signed, this moment too; nil if it still may.
    public var until: Instant?

    public init(person: String, verifier: String, since: Instant, until: Instant?) {
      self.person = person
      self.verifier = verifier
      self.since = since
      self.until = until
    }
  }

  public var posts: [Post]
  public var keys: [Key]

  public init(posts: [Post], keys: [Key]) {
    self.posts = posts
    self.keys = keys
  }

  /// Everybody who ever held a post, by their short names.
  public init(_ staff: Staff) {
    posts = staff.posts.sorted { $0.key < $1.key }.flatMap { person, posts in
      posts.map { held in
        let appointment = held.appointment
        return Post(
          person: person, name: appointment.name, post: appointment.post,
          role: appointment.role.rawValue, body: appointment.body, since: held.since,
          until: held.ended)
      }
    }
    keys = staff.keys.sorted { $0.key < $1.key }.flatMap { person, keys in
      keys.map { Key(person: person, verifier: $0.verifier, since: $0.since, until: $0.ended) }
    }
  }
}
