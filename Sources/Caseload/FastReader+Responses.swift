internal import CaseRecord
internal import Vocabulary

extension FastReader {
  mutating func read(_ response: inout Response) throws(GivenUp) {
    var map = try openedMap(.response)
    var hash: UInt64 = 0
    var act: Response.Act?
    var more: [String] = []
    while let key = try key(&map) {
      switch key {
      case .act: act = try Self.known(meaning().act)
      case .about: response.about = try mentionList(.about, hash: &hash)
      case .by: response.by = try agency()
      case .to: response.to = try agency()
      case .on: response.on = try date()
      case .reason: response.reason = try sharedText()
      case .reliesOn: response.reliesOn = try reliances()
      case .decidedBy: response.decidedBy = try sharedText()
      case .framework:
        response.framework = known.checksFrameworks ? try word(in: .framework) : try sharedText()
      case .suspect: response.suspect = try mentioned(.suspect)
      case .event: response.event = try mentioned(.event)
      case .answer: response.answer = try Self.known(meaning().answer)
      case .outcome: response.outcome = try Self.known(meaning().outcome)
      case .stage: response.stage = try Self.known(meaning().stage)
      case .decision: response.decision = try Self.known(meaning().decision)
      case .duty: response.duty = try sharedText()
      case .source: response.sources = try mentionList(.source, hash: &hash)
      case .sources: more = try mentionList(.source, hash: &hash)
      default: throw GivenUp()
      }
    }
    guard let act else { throw GivenUp() }
    response.act = act
    if response.sources.isEmpty { response.sources = more } else { response.sources += more }
    try check(response)
  }

  /// What an act must have, and what only it may have.
  private func check(_ response: Response) throws(GivenUp) {
    let act = response.act
    let isConsidered = act == .considered
    let isAcquitted = act == .acquitted
    let isClock = act == .clockPaused || act == .clockResumed
    guard isConsidered == (response.answer != nil), !isConsidered || response.framework != nil,
      isAcquitted == (response.outcome != nil),
      !isAcquitted || (response.framework != nil && response.suspect != nil),
      response.stage == nil || act == .nrmDecision || act == .escalated,
      response.decision == nil || act == .nrmDecision,
      isClock == (response.duty != nil),
      !isClock || (response.reason != nil && response.decidedBy != nil && response.on != nil)
    else { throw GivenUp() }
  }

  private mutating func reliances() throws(GivenUp) -> [String] {
    if lexer.next == UInt8(ascii: "\"") {
      let word = try word()
      guard known.meaning(word).lists.contains(.reliance) else { throw GivenUp() }
      return words.list(word)
    }
    var isFirst = try opened()
    var codes: [String] = []
    while try lexer.hasItem(isFirst: &isFirst) {
      let code = try word(in: .reliance)
      if codes.contains(code) { throw GivenUp() }
      codes.append(code)
    }
    if codes.isEmpty { throw GivenUp() }
    return codes
  }

  // MARK: The whole record

  /// Gives up unless every name means what its place asks for.
  mutating func checkMentions() throws(GivenUp) {
    for mention in mentions where !isDeclared(mention) { throw GivenUp() }
  }

  /// Gives up if sources repeat one another in a ring.
  mutating func checkRings() throws(GivenUp) {
    for start in repeating {
      var word = start
      for step in 0... {
        let next = declared[word].repeats
        if next < 0 { break }
        if step > repeating.count { throw GivenUp() }
        word = next
      }
    }
  }

  /// Gives up if one street, town or police force is written in two ways.
  mutating func checkSpelling() throws(GivenUp) {
    if placeNames.count < 2 { return }
    // Each pair is compared: many places are quicker read by the thorough reader.
    if placeNames.count > 64 { throw GivenUp() }
    for later in 1..<placeNames.count {
      for earlier in 0..<later {
        try checkSpelling(placeNames[earlier].street, placeNames[later].street)
        try checkSpelling(placeNames[earlier].town, placeNames[later].town)
        try checkSpelling(placeNames[earlier].force, placeNames[later].force)
      }
    }
  }

  @inline(__always)
  private mutating func checkSpelling(_ one: Int, _ other: Int) throws(GivenUp) {
    guard one >= 0, other >= 0, one != other else { return }
    if words.plainWord(one) == words.plainWord(other) { throw GivenUp() }
  }
}
