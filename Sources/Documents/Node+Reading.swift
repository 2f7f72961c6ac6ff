public import Diagnostics

/// Strict reading of one value. Each function adds a diagnostic and gives nil if the shape is
/// wrong.
///
/// `what` names the value as the start of a sentence: "the date of a statement". Messages say what
/// is expected and never repeat what was found.
extension Node {
  /// Some text: a scalar that is neither null nor blank, with no control characters but tabs and
  /// line ends.
  public func text(file: String, what: String, report: inout Report) -> String? {
    guard let scalar = asScalar, !scalar.isNull, !isBlank(scalar.text) else {
      report.add(Problem.expectedText(what: what).diagnostic(at: position, in: file))
      return nil
    }
    guard !hasControlCharacter(scalar.text) else {
      report.add(Problem.controlInText(what: what).diagnostic(at: position, in: file))
      return nil
    }
    return scalar.text
  }

  /// A word from a list, or any text if `words` is nil.
  ///
  /// - Parameter code: the code of the diagnostic for a word outside the list;
  ///   `documents.unknown-word` if nil.
  public func word(
    file: String, what: String, oneOf words: [String]?, code: String?, report: inout Report
  ) -> String? {
    guard let text = text(file: file, what: what, report: &report) else { return nil }
    guard let words, !words.contains(text) else { return text }
    let problem = Problem.unknownWord(
      what: what, nearest: nearest(to: text, among: words), words: words, code: code)
    report.add(problem.diagnostic(at: position, in: file))
    return nil
  }

  /// A whole number in decimal digits, within a range. It may be quoted; `010`, `+3`, `3.0` and
  /// `1e3` are refused, because programs disagree about them.
  public func integer(
    file: String, what: String, in range: ClosedRange<Int>, report: inout Report
  ) -> Int? {
    guard let scalar = asScalar, let number = wholeNumber(scalar.text), range.contains(number)
    else {
      report.add(
        Problem.expectedInteger(what: what, range: range).diagnostic(at: position, in: file))
      return nil
    }
    return number
  }

  /// Yes or no: `yes`, `no`, `true` or `false` in any letter case, quoted or not. Nothing else is
  /// either.
  public func yesNo(file: String, what: String, report: inout Report) -> Bool? {
    switch asScalar?.text.lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      report.add(Problem.expectedYesNo(what: what).diagnostic(at: position, in: file))
      return nil
    }
  }

  /// The items of a list, which may be empty.
  public func items(file: String, what: String, report: inout Report) -> [Node]? {
    if let items = asList { return items }
    report.add(Problem.expectedList(what: what).diagnostic(at: position, in: file))
    return nil
  }

  /// One or more values: a list that is not empty, or a single scalar or map in its place.
  public func oneOrMore(file: String, what: String, report: inout Report) -> [Node]? {
    switch value {
    case .list(let items) where !items.isEmpty: return items
    case .map: return [self]
    case .scalar(let scalar) where !scalar.isNull: return [self]
    default:
      report.add(Problem.expectedOneOrMore(what: what).diagnostic(at: position, in: file))
      return nil
    }
  }
}

private func isBlank(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
}

/// Whether the text holds anything that a terminal or a database would obey instead of showing.
private func hasControlCharacter(_ text: String) -> Bool {
  // C1 control characters start with the byte C2, and everything else of interest is one byte.
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return false }
  var scalars = text.unicodeScalars.makeIterator()
  while let scalar = scalars.next() {
    switch scalar.value {
    case 0x09, 0x0A: continue
    case 0x0D: if scalars.next() != "\n" { return true }
    case 0x00...0x1F, 0x7F...0x9F: return true
    default: continue
    }
  }
  return false
}

private func wholeNumber(_ text: String) -> Int? {
  let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
  guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }),
    first != 0x30 || digits.count == 1
  else { return nil }
  return Int(text)
}
