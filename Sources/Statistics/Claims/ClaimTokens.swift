/// A word, a sign or a quoted name of a claim.
struct ClaimToken {
  enum Kind {
    case word, sign, quoted, end
  }

  let kind: Kind
  let text: String
  /// In Unicode scalars, from 1.
  let column: Int
}

/// Takes a claim apart at blanks, commas, brackets and quotes.
///
/// It goes by Unicode scalars, so that no accent merges with a quote before it.
func claimTokens(_ text: String) throws(ClaimError) -> [ClaimToken] {
  let scalars = Array(text.unicodeScalars)
  var tokens: [ClaimToken] = []
  var index = 0
  while index < scalars.count {
    let start = index
    let scalar = scalars[index]
    index += 1
    if scalar.properties.isWhitespace { continue }
    if isSign(scalar) {
      tokens.append(ClaimToken(kind: .sign, text: String(scalar), column: start + 1))
    } else if scalar == "\"" {
      let name = try quotedName(scalars, &index)
      tokens.append(ClaimToken(kind: .quoted, text: name, column: start + 1))
    } else {
      while index < scalars.count, !scalars[index].properties.isWhitespace,
        !isSign(scalars[index]), scalars[index] != "\""
      { index += 1 }
      tokens.append(
        ClaimToken(kind: .word, text: string(scalars[start..<index]), column: start + 1))
    }
  }
  return tokens + [ClaimToken(kind: .end, text: "", column: scalars.count + 1)]
}

private func isSign(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "," || scalar == "(" || scalar == ")"
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}

/// Reads up to the closing quote. A backslash takes what follows it as it is.
private func quotedName(
  _ scalars: [Unicode.Scalar], _ index: inout Int
) throws(ClaimError) -> String {
  var name: [Unicode.Scalar] = []
  while index < scalars.count {
    let scalar = scalars[index]
    index += 1
    if scalar == "\"" { return string(name) }
    if scalar == "\\", index < scalars.count {
      name.append(scalars[index])
      index += 1
    } else {
      name.append(scalar)
    }
  }
  throw ClaimError(column: scalars.count + 1, expected: .closingQuote, found: "")
}
