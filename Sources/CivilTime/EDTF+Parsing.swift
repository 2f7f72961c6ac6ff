extension EDTF {
  /// Reads a date or an interval of dates.
  static func parse(_ text: String) throws(EDTFError) -> EDTF {
    let scalars = Array(text.unicodeScalars)
    let slashes = scalars.indices.filter { scalars[$0] == "/" }
    guard let slash = slashes.first else {
      var reader = Reader(scalars[...])
      return .point(try reader.wholePoint())
    }
    if slashes.count > 1 { throw .malformed(at: slashes[1] + 1) }
    let start = try side(scalars[..<slash])
    let end = try side(scalars[(slash + 1)...])
    // An interval without any date says nothing.
    if start.point == nil, end.point == nil { throw .malformed(at: 1) }
    if let last = end.range.latest, let first = start.range.earliest, last < first {
      throw .impossible(.endBeforeStart)
    }
    return .interval(start, end)
  }

  private static func side(_ scalars: ArraySlice<Unicode.Scalar>) throws(EDTFError) -> Side {
    if scalars.isEmpty { return .unknown }
    if scalars.elementsEqual("..".unicodeScalars) { return .open }
    var reader = Reader(scalars)
    return .point(try reader.wholePoint())
  }
}

/// Reads one date, character by character.
private struct Reader {
  private let scalars: ArraySlice<Unicode.Scalar>
  private var index: Int

  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.scalars = scalars
    index = scalars.startIndex
  }

  private var next: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

  private var malformed: EDTFError { .malformed(at: index + 1) }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  /// A date with nothing after it.
  mutating func wholePoint() throws(EDTFError) -> EDTF.Point {
    try refuseOtherForms()
    let value = try date()
    var point = EDTF.Point(value: value)
    if case .day = value, take("T") {
      try time()
    } else {
      point.qualifier = qualifier()
    }
    if next == "-", point.qualifier != .none { throw .unsupported(.partQualified) }
    guard next == nil else { throw malformed }
    return point
  }

  /// Forms of the standard that start in a way of their own.
  private func refuseOtherForms() throws(EDTFError) {
    switch next {
    case "[", "{": throw .unsupported(.set)
    case "?", "~", "%": throw .unsupported(.partQualified)
    case "Y":
      if scalars.dropFirst().first.map({ $0 == "-" || isDigit($0) }) == true {
        throw .unsupported(.longYear)
      }
    case "-":
      if scalars.dropFirst().first.map(isDigit) == true { throw .unsupported(.beforeYearOne) }
    default: break
    }
  }

  private mutating func date() throws(EDTFError) -> EDTF.Value {
    let (digits, stated) = try self.digits(4)
    if next == "E" || next == "S" { throw .unsupported(.longYear) }
    let hasMore = next == "-"
    switch stated {
    case 4: break
    case 3 where !hasMore: return .decade(digits)
    case 2 where !hasMore: return .century(digits)
    default: throw .unsupported(.innerUnspecified)
    }
    guard digits > 0 else { throw .unsupported(.beforeYearOne) }
    guard take("-") else { return .year(digits) }
    if isQualifier(next) { throw .unsupported(.partQualified) }
    return try month(ofYear: digits)
  }

  private mutating func month(ofYear year: Int) throws(EDTFError) -> EDTF.Value {
    let (month, stated) = try digits(2)
    // 2008-123 or 2008-W45: a form is wrong here, not a number.
    if let next, isDigit(next) { throw malformed }
    if stated == 0 {
      guard take("-") else { return .someMonth(year: year) }
      if isQualifier(next) { throw .unsupported(.partQualified) }
      guard try digits(2).stated == 0 else { throw .unsupported(.innerUnspecified) }
      return .someMonth(year: year)
    }
    guard stated == 2 else { throw .unsupported(.innerUnspecified) }
    if let season = EDTF.Season(rawValue: month) {
      return .season(year: year, season)
    }
    if (25...41).contains(month) { throw .unsupported(.otherSeason) }
    guard (1...12).contains(month) else { throw .impossible(.month) }
    guard take("-") else { return .month(year: year, month: month) }
    if isQualifier(next) { throw .unsupported(.partQualified) }
    return try day(ofYear: year, month: month)
  }

  private mutating func day(ofYear year: Int, month: Int) throws(EDTFError) -> EDTF.Value {
    let (day, stated) = try digits(2)
    if stated == 0 { return .someDay(year: year, month: month) }
    guard stated == 2 else { throw .unsupported(.innerUnspecified) }
    if let next, isDigit(next) { throw malformed }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .impossible(.day) }
    return .day(date)
  }

  /// Exactly `count` digits, the last of which may be X: their value without
  /// the X, and how many are stated.
  private mutating func digits(_ count: Int) throws(EDTFError) -> (value: Int, stated: Int) {
    var value = 0
    var stated = 0
    var hasUnstated = false
    var hasInner = false
    for _ in 0..<count {
      guard let next, next == "X" || isDigit(next) else { throw malformed }
      if next == "X" {
        hasUnstated = true
      } else if hasUnstated {
        hasInner = true
      } else {
        value = value * 10 + Int(next.value - 0x30)
        stated += 1
      }
      index += 1
    }
    if hasInner { throw .unsupported(.innerUnspecified) }
    return (value, stated)
  }

  private mutating func qualifier() -> EDTF.Qualifier {
    if take("~") { return .approximate }
    if take("?") { return .uncertain }
    if take("%") { return .both }
    return .none
  }

  /// `hh:mm:ss`, then nothing, `Z`, or a shift from UTC in hours, or hours and minutes.
  private mutating func time() throws(EDTFError) {
    let hour = try wholeNumber()
    guard take(":") else { throw malformed }
    let minute = try wholeNumber()
    guard take(":") else { throw malformed }
    let second = try wholeNumber()
    guard hour <= 23, minute <= 59, second <= 60 else { throw .impossible(.time) }
    if take("Z") { return }
    guard take("+") || take("-") else { return }
    let hours = try wholeNumber()
    let minutes = take(":") ? try wholeNumber() : 0
    guard hours <= 23, minutes <= 59 else { throw .impossible(.time) }
  }

  private mutating func wholeNumber() throws(EDTFError) -> Int {
    let start = index
    let (value, stated) = try digits(2)
    if stated != 2 { throw .malformed(at: start + 1) }
    return value
  }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private func isQualifier(_ scalar: Unicode.Scalar?) -> Bool {
  scalar == "?" || scalar == "~" || scalar == "%"
}
