internal import Diagnostics

/// What one look at the bytes of a YAML file tells, before any of it is parsed.
struct YAMLSurvey {
  /// Characters that YAML, or an editor, does not show as text, by their offset.
  ///
  /// The line breaks of old that editors do not show as such (U+0085, U+2028, U+2029) are among
  /// them: libyaml would count lines by them.
  private var controls: [(offset: Int, scalar: Unicode.Scalar)] = []
  /// Bytes that may part one value from the next: at most two values stand between two of them.
  private var marks = 0
  /// Brackets that were opened and not closed, at most. Brackets in texts are counted too.
  private var openBrackets = 0
  private var offsetOfDeepest = 0

  init(of bytes: UnsafeBufferPointer<UInt8>) {
    var open = 0
    for index in 0..<bytes.count {
      switch bytes[index] {
      case 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
        marks &+= 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        marks &+= 1
        open &+= 1
        if open > openBrackets { (openBrackets, offsetOfDeepest) = (open, index) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        open = max(0, open &- 1)
      case 0x09: break
      case 0x00..<0x20, 0x7F, 0xC2, 0xE2, 0xEF:
        guard let scalar = Self.control(at: index, in: bytes) else { break }
        if controls.count <= Problems.maximum { controls.append((index, scalar)) }
      default: break
      }
    }
  }

  /// Notes what forbids parsing: control characters, or a text on which libyaml or Yams would spend
  /// far more memory or time than on anything that a person writes.
  func note(
    in problems: inout Problems, limits: DocumentLimits, bytes: UnsafeBufferPointer<UInt8>
  ) {
    for (offset, scalar) in controls {
      problems.add(.controlCharacter(scalar), at: position(of: offset, in: bytes))
    }
    if marks > 4 * limits.maximumNodes {
      problems.add(.tooManyNodes(limit: limits.maximumNodes), at: .start)
    }
    // libyaml looks at every open bracket again for each token. Prose may leave a few brackets
    // open.
    if openBrackets > DocumentLimits.greatestDepth, marks * min(openBrackets, 1000) > 100_000_000 {
      problems.add(
        .tooDeep(limit: limits.maximumDepth), at: position(of: offsetOfDeepest, in: bytes))
    }
  }

  /// The control character that starts here; nil for any other character. The bytes are well-formed
  /// UTF-8.
  private static func control(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Unicode.Scalar? {
    let scalar: UInt32
    switch bytes[index] {
    case 0xC2: scalar = UInt32(bytes[index + 1])
    case 0xE2, 0xEF:
      let start = UInt32(bytes[index] & 0x0F) << 12
      scalar = start | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    case let byte: scalar = UInt32(byte)
    }
    switch scalar {
    case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFFFE, 0xFFFF: return Unicode.Scalar(scalar)
    default: return nil
    }
  }
}
