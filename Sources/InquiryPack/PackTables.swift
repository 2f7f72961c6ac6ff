internal import Casebook
internal import CivilTime

/// The kind of gap that says that an entry's content was erased.
let erasedGap = "content-erased"

func table(of gaps: [PackedGap]) -> [UInt8] {
  CSV.row(["kind", "entry", "case", "since", "what"])
    + gaps.flatMap { gap in
      CSV.row([gap.kind, "\(gap.entry)", gap.case ?? "", "\(gap.since)", gap.what])
    }
}

func table(of posts: [PackedPeople.Post]) -> [UInt8] {
  CSV.row(["person", "name", "post", "role", "body", "since", "until"])
    + posts.flatMap { post in
      CSV.row([
        post.person, post.name, post.post, post.role, post.body, "\(post.since)",
        post.until.map { "\($0)" } ?? "",
      ])
    }
}

func table(of keys: [PackedPeople.Key]) -> [UInt8] {
  CSV.row(["person", "key", "since", "until"])
    + keys.flatMap { key in
      CSV.row([
        key.person, key.verifier, "\(key.since)", key.until.map { "\($0)" } ?? "",
      ])
    }
}

func table(of register: [RegisterLine]) -> [UInt8] {
  CSV.row([
    "entry", "kind", "warning", "about", "from", "body", "raised", "with", "since", "passed-on",
    "state", "open", "due", "paused", "overdue", "overdue-since", "clocks",
  ])
    + register.flatMap { line in
      CSV.row([
        "\(line.entry)", line.kind, line.warning ?? "", line.about.joined(separator: "; "),
        line.from ?? "", line.body, "\(line.raised)", line.with, "\(line.since)",
        "\(line.passedOn)", line.state, yesOrNo(line.isOpen), day(line.due),
        yesOrNo(line.isPaused), yesOrNo(line.isOverdue), day(line.overdueSince),
        line.clocks.map(words).joined(separator: "; "),
      ])
    }
}

private func words(_ clock: ClockLine) -> String {
  let more = clock.explanations + clock.pauses
  return "\(clock.stage) by \(clock.due), \(clock.state): \(clock.working)"
    + (more.isEmpty ? "" : " (\(more.joined(separator: "; ")))")
}

private func yesOrNo(_ value: Bool) -> String { value ? "yes" : "no" }
private func day(_ date: CivilDate?) -> String { date.map { "\($0)" } ?? "" }
