public import CivilTime

/// What a question of who was told is about.
public enum Telling: Sendable, Hashable {
  /// A child or adult, a place or a vehicle, by what they are called or by the item of a case.
  case subject(Subject)
  /// Everything that was for a body.
  case body(String)
}

/// Who was told what by the end of a day, and what they did: sent, delivered, opened, acknowledged, decided.
///
/// It depends on the entries up to that day alone. Asked again, whenever, it is the same to the byte.
public struct ToldReport: Sendable, Hashable, Codable {
  public struct Row: Sendable, Hashable, Codable {
    public var entry: Int
    /// `warning`, `decision`, `disagreement`, `recommendation`, `action`, or `shared`.
    public var what: String
    public var about: [String]
    /// Whose it came to be: the person's id, post and body then.
    public var person: String
    public var post: String
    public var body: String
    /// Why it came to them: `received`, `lapse`, `handover`, …
    public var because: String
    /// The moment at which it was theirs, and its entry.
    public var sent: Moment
    /// It stood in a list that they were shown.
    public var delivered: Moment?
    /// They opened it.
    public var opened: Moment?
    public var acknowledged: Moment?
    public var decided: Moment?
    /// What was decided, where it was.
    public var outcome: String?
  }

  public struct Moment: Sendable, Hashable, Codable {
    public var at: String
    public var entry: Int
  }

  public var question: String
  public var by: CivilDate
  public var rows: [Row]
  /// Entries up to that day of which nothing is left, because their content was erased by law.
  public var erased: [Int]
}

/// One time that somebody was shown or opened matters.
public struct Shown: Sendable, Hashable {
  public var entry: Int
  public var at: Instant
  public var person: String
  public var opened: Int?
  public var listed: [Int]

  public init(entry: Int, at: Instant, person: String, opened: Int?, listed: [Int]) {
    self.entry = entry
    self.at = at
    self.person = person
    self.opened = opened
    self.listed = listed
  }
}

extension Situation {
  /// - Parameters:
  ///   - shown: what people were shown and opened, in order.
  ///   - visible: which matters whoever asks may know of.
  ///   - erased: entries whose content is gone.
  public func told(
    _ question: Telling, by day: CivilDate, shown: [Shown], erased: [Int],
    visible: (Matter) -> Bool
  ) -> ToldReport {
    let matters = register.all.filter { visible($0) && concerns($0, question) }
    var rows = matters.flatMap { self.rows(of: $0, shown, question) }
    for id in files.keys.sorted() {
      if let file = files[id] { rows += self.shares(file, question) }
    }
    return ToldReport(
      question: words(question), by: day,
      rows: rows.sorted { ($0.sent.entry, $0.entry) < ($1.sent.entry, $1.entry) }, erased: erased)
  }

  private func words(_ question: Telling) -> String {
    switch question {
    case .body(let body): body
    case .subject(let subject):
      if let id = subject.case, let item = subject.item {
        "\(subject.kind.rawValue) \(item) of \(id)"
      } else {
        "\(subject.kind.rawValue) \"\(subject.words)\""
      }
    }
  }

  private func keys(_ subject: Subject) -> Set<String> {
    if let id = subject.case, let item = subject.item { return ["case:\(id)/\(item)"] }
    return Set([SubjectKey.of(subject.kind, subject.words)].compactMap(\.self))
  }

  private func concerns(_ matter: Matter, _ question: Telling) -> Bool {
    switch question {
    case .body(let body):
      return matter.body == body
        || matter.tenures.contains { tenure in
          staff.posts[tenure.person]?.contains { $0.appointment.body == body } == true
        }
    case .subject(let subject):
      let about = matter.subjects + subjects(behind: matter)
      return !Set(about.flatMap(\.keys)).isDisjoint(with: keys(subject))
    }
  }

  /// The subjects of the warning that a disagreement or an action is about.
  private func subjects(behind matter: Matter) -> [Subject] {
    matter.attachedTo.flatMap { register.matters[$0] }?.subjects ?? []
  }

  private func rows(
    of matter: Matter, _ shown: [Shown], _ question: Telling
  ) -> [ToldReport.Row] {
    let held = pieces(of: matter)
    let others = asked(matter, shown) + onlookers(matter, shown, except: held)
    let those = others.filter { row in
      if case .body(let body) = question { return row.body == body || matter.body == body }
      return true
    }
    return those
      + held.enumerated().compactMap { index, tenure in
        let until = index + 1 < held.count ? held[index + 1].since : Int.max
        // What ends somebody's having it, such as a decision that passes it on, is still theirs.
        let span = (tenure.since + 1)...max(until, tenure.since + 1)
        var row = row(
          matter, tenure.person, tenure.because, at: tenure.at, tenure.since,
          shown.filter { span.contains($0.entry) })
        if case .body(let body) = question, row.body != body, matter.body != body { return nil }
        // Whoever acts for them, does it for them.
        let acknowledged = matter.acknowledged.flatMap { span.contains($0.entry) ? $0 : nil }
        let decided = matter.decisions.last { span.contains($0.entry) && $0.isComplete }
        row.acknowledged = acknowledged.map { moment($0.at, $0.entry) }
        row.decided = decided.map { moment($0.second?.at ?? $0.at, $0.second?.entry ?? $0.entry) }
        row.outcome = matter.isProtected ? nil : decided?.decision.outcome.rawValue
        return row
      }
  }

  private func moment(_ at: Instant, _ entry: Int) -> ToldReport.Moment {
    ToldReport.Moment(at: at.description, entry: entry)
  }

  /// What came to somebody at an entry, and what of it they were shown.
  private func row(
    _ matter: Matter, _ person: String, _ because: String, at: Instant, _ entry: Int,
    _ shown: [Shown]
  ) -> ToldReport.Row {
    let post =
      staff.posts[person]?.last { $0.since <= at } ?? staff.posts[person]?.first
    var row = ToldReport.Row(
      entry: matter.entry, what: matter.kind.rawValue,
      about: matter.kindsOfSubject,
      person: person, post: post?.appointment.post ?? "", body: post?.appointment.body ?? "",
      because: because, sent: moment(at, entry))
    let theirs = shown.filter { $0.person == person && $0.entry >= entry }
    let delivered = theirs.first { $0.listed.contains(matter.entry) || $0.opened == matter.entry }
    let opened = theirs.first { $0.opened == matter.entry }
    row.delivered = delivered.map { moment($0.at, $0.entry) }
    row.opened = opened.map { moment($0.at, $0.entry) }
    return row
  }

  /// Those who were asked to agree to a decision or to take the matter, and the bodies that were told of a decision.
  private func asked(_ matter: Matter, _ shown: [Shown]) -> [ToldReport.Row] {
    let seconds = matter.decisions.compactMap { decided -> ToldReport.Row? in
      guard decided.needsSecond, let second = decided.decision.second else { return nil }
      var row = row(matter, second, "asked-to-agree", at: decided.at, decided.entry, shown)
      row.decided = decided.second.map { moment($0.at, $0.entry) }
      row.outcome = decided.second.map { $0.part.agrees ? "agreed" : "not agreed" }
      return row
    }
    let offers = matter.offers.map {
      row(matter, $0.part.to, "offered", at: $0.at, $0.entry, shown)
    }
    let bodies = matter.decisions.filter(\.isComplete).flatMap { decided in
      decided.decision.tells.map { body in
        let (entry, at) = decided.second.map { ($0.entry, $0.at) } ?? (decided.entry, decided.at)
        var row = row(matter, "", "told-of-the-decision", at: at, entry, [])
        row.body = body
        return row
      }
    }
    return seconds + offers + bodies
  }

  /// Those who were shown that it is there, or opened it, and never had it.
  private func onlookers(
    _ matter: Matter, _ shown: [Shown], except held: [Piece]
  ) -> [ToldReport.Row] {
    let saw = shown.filter { $0.listed.contains(matter.entry) || $0.opened == matter.entry }
    let people = saw.map(\.person).uniqued.filter { person in
      !held.contains { $0.person == person }
        && !matter.decisions.contains { $0.decision.second == person }
        && !matter.offers.contains { $0.part.to == person }
    }
    return people.compactMap { person in
      saw.first { $0.person == person }.map {
        row(matter, person, "shown", at: $0.at, $0.entry, shown)
      }
    }
  }

  private struct Piece {
    var person: String
    var since: Int
    var at: Instant
    var because: String
  }

  /// Everybody who had a matter, one after another, with those to whom it came because somebody left.
  private func pieces(of matter: Matter) -> [Piece] {
    matter.tenures.enumerated().flatMap { index, tenure -> [Piece] in
      let until =
        index + 1 < matter.tenures.count ? matter.tenures[index + 1].since : Int.max
      var pieces = [
        Piece(
          person: tenure.person, since: tenure.since, at: tenure.at,
          because: tenure.reason.rawValue)
      ]
      while let last = pieces.last,
        let left = staff.departures.first(where: {
          $0.leaving.person == last.person && $0.entry > last.since && $0.entry < until
        })
      {
        pieces.append(
          Piece(
            person: left.leaving.successor, since: left.entry, at: left.at, because: "successor"))
      }
      return pieces
    }
  }

  /// What was shared with other bodies about a child of a case, or about anybody with a body.
  private func shares(_ file: CaseFile, _ question: Telling) -> [ToldReport.Row] {
    file.versions.compactMap { version in
      guard let item = version.item, item.kind == .responses, let author = version.author,
        item.content["act"]?.asText == "shared", let to = item.content["to"]?.asText
      else { return nil }
      switch question {
      case .body(let body): guard to == body else { return nil }
      case .subject(let subject):
        guard subject.case == file.id, let item = subject.item,
          version.item?.content["about"]?.texts.contains(item) == true
        else { return nil }
      }
      return ToldReport.Row(
        entry: version.entry, what: "shared", about: ["child"], person: "", post: "", body: to,
        because: "by the \(author.post), \(author.body)",
        sent: moment(version.at, version.entry))
    }
  }
}
