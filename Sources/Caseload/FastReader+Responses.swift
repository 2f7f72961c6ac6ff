internal import CaseRecord
internal import Vocabulary

extension FastReader {
  mutating func response() throws(GivenUp) -> Response {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    var hash: UInt64 = 0
    var act: Response.Act?
    var more: [String] = []
    var response = Response(act: .referral)
    while let place = try lexer.place(in: responseKeys, &state) {
      there |= 1 << place
      switch place {
      case 0: act = try value(in: known.act)
      case 1: response.about = try mentionList(.about, hash: &hash)
      case 2: response.by = try agency()
      case 3: response.to = try agency()
      case 4: response.on = try date()
      case 5: response.reason = try sharedText()
      case 6: response.reliesOn = try reliances()
      case 7: response.decidedBy = try sharedText()
      case 8: response.framework = try framework()
      case 9: response.suspect = try mentioned(.suspect)
      case 10: response.event = try mentioned(.event)
      case 11: response.answer = try value(in: known.answer)
      case 12: response.outcome = try value(in: known.outcome)
      case 13: response.stage = try value(in: known.stage)
      case 14: response.decision = try value(in: known.decision)
      case 15: response.duty = try sharedText()
      case 16: response.sources = try mentionList(.source, hash: &hash)
      default: more = try mentionList(.source, hash: &hash)
      }
    }
    guard let act else { throw GivenUp() }
    response.act = act
    response.sources = response.sources.isEmpty ? more : response.sources + more
    try check(response)
    return response
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
      guard known.isKnown(word, in: known.reliance) else { throw GivenUp() }
      return words.list(word)
    }
    var isFirst = try opened()
    var codes: [String] = []
    while try lexer.hasItem(isFirst: &isFirst) {
      let word = try word()
      guard known.isKnown(word, in: known.reliance), !codes.contains(words.texts[word]) else {
        throw GivenUp()
      }
      codes.append(words.texts[word])
    }
    if codes.isEmpty { throw GivenUp() }
    return codes
  }

  private mutating func framework() throws(GivenUp) -> String {
    if !known.checksFrameworks { return try sharedText() }
    let word = try word()
    guard known.isKnown(word, in: known.framework) else { throw GivenUp() }
    return words.texts[word]
  }

  // MARK: The whole record

  /// Gives up unless every name means what its place asks for.
  mutating func checkMentions() throws(GivenUp) {
    for mention in mentions {
      guard mention.word < declared.count else { throw GivenUp() }
      let isRight =
        switch mention.use {
        case .child:
          declared[mention.word].person == stamp && declared[mention.word].role == .child
        case .doer:
          declared[mention.word].person == stamp && declared[mention.word].role != .child
        case .about: declared[mention.word].person == stamp
        case .suspect:
          declared[mention.word].person == stamp && declared[mention.word].role == .suspect
            && !declared[mention.word].isPooled
        case .place: declared[mention.word].place == stamp
        case .thing: declared[mention.word].thing == stamp
        case .source: declared[mention.word].source == stamp
        case .event: declared[mention.word].event == stamp
        }
      guard isRight else { throw GivenUp() }
    }
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
